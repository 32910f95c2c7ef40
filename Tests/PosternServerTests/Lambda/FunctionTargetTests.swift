import StateStore
import Testing

@testable import PosternServer

struct FunctionTargetTests {
    private static let scope = Scope(accountID: "123456789012", region: "us-east-1")
    private static let time = Timestamp(seconds: 1_790_000_000)

    private static func settings(_ description: String) -> FunctionSettings {
        FunctionSettings(
            runtime: "python3.12",
            roleARN: "arn:aws:iam::123456789012:role/runner",
            handler: "app.handler",
            code: FunctionCode(hash: ContentHash(of: []), sizeBytes: 0),
            functionDescription: description,
            logging: LoggingSettings(logGroup: "/aws/lambda/f"),
            lastModified: time,
            revisionID: description,
            status: FunctionStatus(state: .active)
        )
    }

    private static let function = Function(
        scope: scope,
        name: "f",
        createdAt: time,
        latest: settings("latest"),
        lastVersionNumber: 2
    )

    private static func alias(_ name: String, _ version: String, _ weights: [String: Double] = [:]) -> FunctionAlias {
        FunctionAlias(
            scope: scope,
            functionName: "f",
            name: name,
            functionVersion: version,
            additionalVersionWeights: weights,
            revisionID: name
        )
    }

    /// A function with two versions, an alias of one and an alias of both, and a version of a function whose name begins
    /// alike.
    private static let state: FunctionState = {
        var state = FunctionState()
        state.apply(.function(.put(function)))
        for number in [1, 2] {
            state.apply(
                .version(
                    .put(
                        PublishedVersion(
                            scope: scope,
                            functionName: "f",
                            number: number,
                            settings: settings("version \(number)")
                        )
                    )
                )
            )
        }
        state.apply(
            .version(
                .put(PublishedVersion(scope: scope, functionName: "f2", number: 3, settings: settings("another's")))
            )
        )
        state.apply(.alias(.put(alias("live", "1"))))
        state.apply(.alias(.put(alias("canary", "1", ["2": 0.25]))))
        return state
    }()

    @Test(
        "a qualifier leads to a version and what it holds",
        arguments: [
            (nil, "$LATEST", "latest"), ("$LATEST", "$LATEST", "latest"), ("1", "1", "version 1"),
            ("2", "2", "version 2"), ("live", "1", "version 1"), ("canary", "1", "version 1"),
        ] as [(String?, String, String)]
    )
    func qualifiers(qualifier: String?, version: String, description: String) throws {
        let target = try #require(Self.state.target(of: Self.function, qualifier: qualifier))
        #expect(target.version == version)
        #expect(target.settings.functionDescription == description)
    }

    @Test("what was never made is not found", arguments: ["3", "0", "01", "dead", ""])
    func nothing(qualifier: String) {
        #expect(Self.state.target(of: Self.function, qualifier: qualifier).map(\.version) == nil)
    }

    @Test(
        "the additional version of an alias has the first part of the dice",
        arguments: [(0.0, "2"), (0.249_999, "2"), (0.25, "1"), (0.999_999, "1")]
    )
    func weights(point: Double, version: String) throws {
        let canary = try #require(Self.state.target(of: Self.function, qualifier: "canary"))
        #expect(Self.state.executed(canary, at: point).version == version)
        let live = try #require(Self.state.target(of: Self.function, qualifier: "live"))
        #expect(Self.state.executed(live, at: point).version == "1")
    }

    @Test("a weight of nothing sends nothing, and a weight of one all", arguments: [(0.0, "1"), (1.0, "2")])
    func extremes(weight: Double, version: String) {
        let alias = Self.alias("a", "1", ["2": weight])
        for point in [0.0, 0.5, 1.0.nextDown] { #expect(alias.version(at: point) == version) }
    }

    @Test("the removal of a function takes its versions and aliases along, and no other's")
    func removal() {
        var state = Self.state
        for change in state.removal(of: Self.function) { state.apply(change) }
        #expect(state.functions.count == 0)
        #expect(state.aliases.count == 0)
        #expect(state.versions.all.map(\.functionName) == ["f2"])
    }

    @Test(
        "fractions are within 0..<1",
        arguments: [[UInt8](repeating: 0, count: 8), [UInt8](repeating: 255, count: 8)]
    )
    func fractions(bytes: [UInt8]) {
        let fraction = RandomSource { _ in bytes }.fraction()
        #expect((0..<1).contains(fraction))
        #expect(fraction == (bytes[0] == 0 ? 0 : 1.0.nextDown))
    }
}
