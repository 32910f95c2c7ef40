import StateStore

/// Small entities with as many of their properties set as a test needs.
enum Samples {
    static let scope = Scope.global("123456789012")
    static let regional = Scope(accountID: "123456789012", region: "us-east-1")
    static let time = Timestamp(seconds: 1_790_000_000)
    static let allowAll = PolicyText(
        #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#
    )

    static func user(_ id: String = "AIDAEXAMPLE", name: String = "alice") -> User {
        User(scope: scope, id: id, name: name, createdAt: time)
    }

    static func role(_ id: String = "AROAEXAMPLE", name: String = "lambda-role") -> Role {
        Role(scope: scope, id: id, name: name, createdAt: time, trust: PinnedPolicy(allowAll))
    }

    static func function(_ name: String = "hello", revision: String = "r1") -> Function {
        Function(scope: regional, name: name, createdAt: time, latest: configuration(revision: revision))
    }

    static func configuration(revision: String = "r1") -> FunctionSettings {
        FunctionSettings(
            runtime: "python3.12",
            roleARN: "arn:aws:iam::123456789012:role/lambda-role",
            handler: "app.handler",
            code: FunctionCode(hash: ContentHash(of: [1, 2, 3]), sizeBytes: 3),
            logging: LoggingSettings(logGroup: "/aws/lambda/hello"),
            lastModified: time,
            revisionID: revision,
            status: FunctionStatus(state: .active)
        )
    }

    static func put(_ user: User) -> StateChange { .identity(.user(.put(user))) }
    static func remove(_ user: User) -> StateChange { .identity(.user(.remove(user.key))) }
}
