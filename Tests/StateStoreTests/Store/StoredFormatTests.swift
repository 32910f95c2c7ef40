import Foundation
import GRDB
import Testing

@testable import StateStore

@Suite("The stored form of entities")
struct StoredFormatTests {
    /// What the first version wrote: kind and attributes, separated by a tab, sorted. A change of these lines breaks every
    /// state there is, and needs a migration.
    private static let fixture = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/state/entities.tsv")

    @Test("is the one that the first version wrote, for every kind")
    func isUnchanged() throws {
        let folder = TemporaryDirectory()
        let store = try StateStore.open(StateDirectory(path: folder.path))
        try store.persist(Self.changes)
        let written = try store.database.read { database in
            try String.fetchAll(database, sql: "SELECT kind || char(9) || attributes FROM entities ORDER BY kind")
        }
        let expected = try String(contentsOf: Self.fixture, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(written == expected)
        #expect(written.map { $0.prefix { $0 != "\t" } } == EntityKind.allCases.map { $0.rawValue[...] }.sorted())
    }

    private static let accessKey = AccessKey(
        scope: Samples.scope,
        id: "AKIA1",
        owner: .user(id: "AIDA1"),
        secret: "s",
        sealedWith: SealingKey(key: Array(0..<32), randomness: RandomSource { Array(repeating: 7, count: $0) }),
        createdAt: Samples.time
    )

    private static let user = User(
        scope: Samples.scope,
        id: "AIDA1",
        name: "Alice",
        path: "/team/",
        createdAt: Samples.time,
        grants: PolicyGrants(
            inline: [InlinePolicy(name: "all", document: Samples.allowAll)],
            attachedARNs: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            boundaryARN: "arn:aws:iam::123456789012:policy/edge"
        ),
        groupIDs: ["AGPA1"],
        tags: [Tag(key: "team", value: "blue")]
    )

    private static let managedPolicy = ManagedPolicy(
        scope: Samples.scope,
        id: "ANPA1",
        name: "edge",
        createdAt: Samples.time,
        document: Samples.allowAll
    )

    private static let instanceProfile = InstanceProfile(
        scope: Samples.scope,
        id: "AIPA1",
        name: "box",
        createdAt: Samples.time,
        roleID: "AROA1"
    )

    private static let identityProvider = IdentityProvider(
        scope: Samples.scope,
        configuration: .openIDConnect(url: "id.example", clientIDs: ["app"], thumbprints: ["00"]),
        createdAt: Samples.time
    )

    private static let logGroup = LogGroup(
        scope: Samples.regional,
        name: "/aws/lambda/hello",
        createdAt: Samples.time,
        retentionDays: 7
    )

    private static let version = PublishedVersion(
        scope: Samples.regional,
        functionName: "hello",
        number: 1,
        settings: Samples.configuration()
    )

    private static let alias = FunctionAlias(
        scope: Samples.regional,
        functionName: "hello",
        name: "live",
        functionVersion: "1",
        additionalVersionWeights: ["2": 0.25],
        aliasDescription: "what callers see",
        revisionID: "r1"
    )

    private static let layerVersion = LayerVersion(
        scope: Samples.regional,
        layerName: "words",
        number: 2,
        createdAt: Samples.time,
        layerDescription: "random words",
        licenseInfo: "MIT",
        compatibleRuntimes: ["nodejs20.x"],
        compatibleArchitectures: ["x86_64"],
        code: FunctionCode(hash: ContentHash(of: [4]), sizeBytes: 4, unzippedBytes: 9),
        resourcePolicy: LayerResourcePolicy(
            permissions: [
                .init(
                    statementID: "all",
                    action: "lambda:GetLayerVersion",
                    principal: "*",
                    organizationID: "o-1234567890"
                )
            ],
            policy: PinnedPolicy(Samples.allowAll),
            revisionID: "r1"
        )
    )

    private static let codeSigningConfig = CodeSigningConfig(
        scope: Samples.regional,
        id: "csc-0123456789abcdef0",
        configDescription: "releases",
        signingProfileVersionARNs: ["arn:aws:signer:us-east-1:123456789012:/signing-profiles/release/abcdefghij"],
        lastModified: Samples.time
    )

    private static let bucket = {
        var bucket = Bucket(scope: Samples.regional, name: "files", createdAt: Samples.time)
        bucket.versioning = .enabled
        return bucket
    }()

    private static let changes: [StateChange] = [
        .buckets(.bucket(.put(bucket))),
        .identity(
            .account(.put(Account(accountID: "123456789012", createdAt: Samples.time, name: "main", alias: "me")))
        ),
        .identity(.user(.put(user))),
        .identity(.group(.put(Group(scope: Samples.scope, id: "AGPA1", name: "staff", createdAt: Samples.time)))),
        .identity(.role(.put(Samples.role("AROA1", name: "runner")))),
        .identity(.accessKey(.put(accessKey))),
        .identity(.managedPolicy(.put(managedPolicy))),
        .identity(.instanceProfile(.put(instanceProfile))),
        .identity(.identityProvider(.put(identityProvider))),
        .identity(.mfaDevice(.put(Samples.mfaDevice(1)))),
        .identity(.loginProfile(.put(Samples.loginProfile(1)))),
        .functions(.function(.put(Samples.function()))),
        .functions(.url(.put(Samples.functionURL))),
        .functions(.eventInvokeConfig(.put(Samples.eventInvokeConfig))),
        .functions(.provisionedConcurrency(.put(Samples.provisionedConcurrency))),
        .functions(.version(.put(version))),
        .functions(.alias(.put(alias))),
        .functions(.layer(.put(Layer(scope: Samples.regional, name: "words", lastVersionNumber: 2)))),
        .functions(.layerVersion(.put(layerVersion))),
        .functions(.codeSigningConfig(.put(codeSigningConfig))),
        .logs(.group(.put(logGroup))),
        .organizations(.organization(.put(Samples.organization))),
        .organizations(.unit(.put(Samples.organizationalUnit()))),
        .organizations(.member(.put(Samples.organizationMember()))),
        .organizations(.policy(.put(Samples.organizationPolicy()))),
        .organizations(.handshake(.put(Samples.organizationHandshake()))),
        .organizations(.accountRequest(.put(Samples.accountRequest()))),
    ]
}
