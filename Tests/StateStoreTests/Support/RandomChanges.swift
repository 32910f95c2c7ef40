import StateStore

/// Random changes over few enough keys that entities are replaced, removed and created again.
struct RandomChanges {
    private var generator: SeededGenerator
    private let sealingKey = SealingKey(key: Array(repeating: 7, count: 32), randomness: .system)

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> StateChange {
        let number = Int.random(in: 0..<6, using: &generator)
        let isRemoval = Int.random(in: 0..<4, using: &generator) == 0
        switch Int.random(in: 0..<26, using: &generator) {
        case 0: return .identity(.account(change(account(number), isRemoval)))
        case 1: return .identity(.user(change(user(number), isRemoval)))
        case 2: return .identity(.group(change(group(number), isRemoval)))
        case 3: return .identity(.role(change(role(number), isRemoval)))
        case 4: return .identity(.accessKey(change(accessKey(number), isRemoval)))
        case 5: return .identity(.managedPolicy(change(managedPolicy(number), isRemoval)))
        case 6: return .identity(.instanceProfile(change(instanceProfile(number), isRemoval)))
        case 7: return .identity(.identityProvider(change(identityProvider(number), isRemoval)))
        case 8: return .logs(.group(change(logGroup(number), isRemoval)))
        case 9: return .organizations(.organization(change(organization(), isRemoval)))
        case 10: return .organizations(.unit(change(organizationalUnit(number), isRemoval)))
        case 11: return .organizations(.member(change(organizationMember(number), isRemoval)))
        case 12: return .organizations(.policy(change(organizationPolicy(number), isRemoval)))
        case 13: return .organizations(.handshake(change(organizationHandshake(number), isRemoval)))
        case 14: return .organizations(.accountRequest(change(Samples.accountRequest("car-\(number)"), isRemoval)))
        case 15: return .functions(.url(change(functionURL(number), isRemoval)))
        case 16: return .functions(.eventInvokeConfig(change(eventInvokeConfig(number), isRemoval)))
        case 17: return .functions(.provisionedConcurrency(change(provisionedConcurrency(number), isRemoval)))
        case 18: return .functions(.version(change(version(number), isRemoval)))
        case 19: return .functions(.alias(change(alias(number), isRemoval)))
        case 20: return .functions(.layer(change(layer(number), isRemoval)))
        case 21: return .functions(.layerVersion(change(layerVersion(number), isRemoval)))
        case 22: return .functions(.codeSigningConfig(change(codeSigningConfig(number), isRemoval)))
        case 23: return .identity(.mfaDevice(change(Samples.mfaDevice(number), isRemoval)))
        case 24: return .identity(.loginProfile(change(Samples.loginProfile(number), isRemoval)))
        default: return .functions(.function(change(function(number), isRemoval)))
        }
    }

    private func change<Entity: StoredEntity>(_ entity: Entity, _ isRemoval: Bool) -> EntityChange<Entity> {
        isRemoval ? .remove(entity.key) : .put(entity)
    }

    private mutating func account(_ number: Int) -> Account {
        Account(
            accountID: "10000000000\(number)",
            createdAt: time(),
            name: word(),
            alias: Bool.random(using: &generator) ? word() : nil
        )
    }

    private mutating func user(_ number: Int) -> User {
        User(
            scope: scope(number),
            id: "AIDA\(number)",
            name: "User\(number)-\(word())",
            createdAt: time(),
            grants: grants(),
            groupIDs: words(),
            tags: tags()
        )
    }

    private mutating func group(_ number: Int) -> Group {
        Group(scope: scope(number), id: "AGPA\(number)", name: "group\(number)", createdAt: time(), grants: grants())
    }

    private mutating func role(_ number: Int) -> Role {
        Role(
            scope: scope(number),
            id: "AROA\(number)",
            name: "role\(number)",
            createdAt: time(),
            trust: pinned(),
            maxSessionDurationSeconds: Int.random(in: 3600...43_200, using: &generator),
            grants: grants(),
            tags: tags()
        )
    }

    private mutating func accessKey(_ number: Int) -> AccessKey {
        AccessKey(
            scope: scope(number),
            id: "AKIA\(number)",
            owner: number == 0 ? .root : .user(id: "AIDA\(number)"),
            secret: word(),
            sealedWith: sealingKey,
            status: Bool.random(using: &generator) ? .active : .inactive,
            createdAt: time()
        )
    }

    private mutating func managedPolicy(_ number: Int) -> ManagedPolicy {
        var policy = ManagedPolicy(
            scope: scope(number),
            id: "ANPA\(number)",
            name: "policy\(number)",
            createdAt: time(),
            document: document()
        )
        policy.versions.append(PolicyVersion(id: "v2", document: document(), createdAt: time()))
        return policy
    }

    private mutating func instanceProfile(_ number: Int) -> InstanceProfile {
        InstanceProfile(scope: scope(number), id: "AIPA\(number)", name: "p\(number)", createdAt: time(), tags: tags())
    }

    private mutating func identityProvider(_ number: Int) -> IdentityProvider {
        let configuration: IdentityProvider.Configuration =
            number.isMultiple(of: 2)
            ? .openIDConnect(url: "id.example/\(number)", clientIDs: words(), thumbprints: words())
            : .saml(name: "saml\(number)", metadata: "<\(word())/>", validUntil: time())
        return IdentityProvider(scope: scope(number), configuration: configuration, createdAt: time())
    }

    private mutating func logGroup(_ number: Int) -> LogGroup {
        LogGroup(
            scope: Samples.regional,
            name: "/aws/lambda/\(number)",
            createdAt: time(),
            retentionDays: number,
            tags: tags()
        )
    }

    private mutating func function(_ number: Int) -> Function {
        var function = Samples.function("function\(number)", revision: word())
        function.resourcePolicy = functionPolicy()
        function.reservedConcurrentExecutions = Int.random(in: 0...5, using: &generator)
        return function
    }

    private mutating func organization() -> Organization {
        var organization = Samples.organization
        organization.attachedPolicyIDs = words()
        organization.tags = tags()
        return organization
    }

    private mutating func organizationalUnit(_ number: Int) -> OrganizationalUnit {
        var unit = Samples.organizationalUnit("ou-\(number)", name: "unit\(number)")
        unit.attachedPolicyIDs = words()
        return unit
    }

    private mutating func organizationMember(_ number: Int) -> OrganizationMember {
        var member = Samples.organizationMember("10000000000\(number)")
        member.parentID = word()
        member.tags = tags()
        return member
    }

    private mutating func organizationPolicy(_ number: Int) -> OrganizationPolicy {
        var policy = Samples.organizationPolicy("p-\(number)", name: "policy\(number)")
        policy.document = document()
        return policy
    }

    private mutating func organizationHandshake(_ number: Int) -> OrganizationHandshake {
        var handshake = Samples.organizationHandshake("h-\(number)")
        handshake.answer = Bool.random(using: &generator) ? .accepted : .open
        return handshake
    }

    private mutating func functionURL(_ number: Int) -> FunctionURLConfig {
        FunctionURLConfig(
            scope: Samples.regional,
            functionName: "function\(number)",
            qualifier: number.isMultiple(of: 2) ? nil : "live",
            urlID: "url\(number)-\(word())",
            createdAt: time(),
            authType: "NONE",
            invokeMode: "BUFFERED",
            cors: FunctionURLCORS(allowOrigins: words())
        )
    }

    private mutating func eventInvokeConfig(_ number: Int) -> FunctionEventInvokeConfig {
        FunctionEventInvokeConfig(
            scope: Samples.regional,
            functionName: "function\(number)",
            qualifier: "$LATEST",
            lastModifiedAt: time(),
            maximumRetryAttempts: number,
            onFailureARN: word()
        )
    }

    private mutating func provisionedConcurrency(_ number: Int) -> ProvisionedConcurrencyConfig {
        ProvisionedConcurrencyConfig(
            scope: Samples.regional,
            functionName: "function\(number)",
            qualifier: word(),
            requestedExecutions: number,
            lastModifiedAt: time()
        )
    }

    private mutating func functionPolicy() -> FunctionResourcePolicy {
        FunctionResourcePolicy(
            permissions: [FunctionPermission(statementID: word(), action: "lambda:InvokeFunction", principal: "*")],
            policy: pinned()
        )
    }

    private mutating func version(_ number: Int) -> PublishedVersion {
        PublishedVersion(
            scope: Samples.regional,
            functionName: "function\(number)",
            number: number,
            settings: Samples.configuration(revision: word()),
            resourcePolicy: functionPolicy()
        )
    }

    private mutating func alias(_ number: Int) -> FunctionAlias {
        FunctionAlias(
            scope: Samples.regional,
            functionName: "function\(number)",
            name: "live\(number)",
            functionVersion: "1",
            additionalVersionWeights: ["2": Double.random(in: 0...1, using: &generator)],
            revisionID: word(),
            resourcePolicy: functionPolicy()
        )
    }

    private mutating func layer(_ number: Int) -> Layer {
        Layer(scope: Samples.regional, name: "layer\(number)", lastVersionNumber: number)
    }

    private mutating func layerVersion(_ number: Int) -> LayerVersion {
        LayerVersion(
            scope: Samples.regional,
            layerName: "layer\(number)",
            number: number,
            createdAt: time(),
            compatibleRuntimes: words(),
            code: FunctionCode(hash: ContentHash(of: [1]), sizeBytes: 1, unzippedBytes: number),
            resourcePolicy: LayerResourcePolicy(
                permissions: [.init(statementID: word(), action: "lambda:GetLayerVersion", principal: "*")],
                policy: pinned(),
                revisionID: word()
            )
        )
    }

    private mutating func codeSigningConfig(_ number: Int) -> CodeSigningConfig {
        CodeSigningConfig(
            scope: Samples.regional,
            id: "csc-\(number)",
            signingProfileVersionARNs: words(),
            lastModified: time(),
            tags: tags()
        )
    }

    private mutating func grants() -> PolicyGrants {
        let inline = (0..<Int.random(in: 0...2, using: &generator)).map { number in
            InlinePolicy(name: "inline\(number)", document: document())
        }
        return PolicyGrants(
            inline: inline,
            attachedARNs: words(),
            boundaryARN: Bool.random(using: &generator) ? word() : nil
        )
    }

    private func scope(_ number: Int) -> Scope { .global("10000000000\(number % 2)") }
    private mutating func document() -> PolicyText { PolicyText("{ \"Sid\":\t\"\(word()) é🙂\" }") }
    private mutating func pinned() -> PinnedPolicy { PinnedPolicy(document(), uniqueIDsByARN: [word(): word()]) }
    private mutating func tags() -> [Tag] { words().map { Tag(key: $0, value: word()) } }
    private mutating func word() -> String { String(Int.random(in: 0..<20, using: &generator), radix: 36) }
    private mutating func words() -> [String] { (0..<Int.random(in: 0...3, using: &generator)).map { _ in word() } }
    private mutating func time() -> Timestamp {
        Timestamp(microseconds: Int64.random(in: 0...2_000_000_000_000_000, using: &generator))
    }
}
