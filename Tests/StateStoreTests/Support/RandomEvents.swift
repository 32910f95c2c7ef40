import StateStore

/// Random events with values from small sets, so that every filter of a query finds some and misses some.
struct RandomEvents {
    private var generator: SeededGenerator
    private var count = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> AuditEvent {
        count += 1
        let hasAuthorization = Bool.random(using: &generator)
        return AuditEvent(
            eventTime: Timestamp(microseconds: 1_790_000_000_000_000 + Int64.random(in: 0..<50, using: &generator)),
            eventID: "event-\(count)",
            requestID: "request-\(count)",
            authorizationID: hasAuthorization ? "authorization-\(count)" : nil,
            eventSource: pick(["lambda.amazonaws.com", "iam.amazonaws.com"]),
            eventName: pick(["Invoke", "GetFunction", "CreateUser"]),
            awsRegion: "us-east-1",
            sourceIPAddress: "127.0.0.1",
            userAgent: text(),
            userIdentity: identity(),
            readOnly: Bool.random(using: &generator),
            recipientAccountID: "123456789012",
            errorMessage: Bool.random(using: &generator) ? text() : nil,
            outcome: pick(AuditEvent.Outcome.allCases),
            authorizations: hasAuthorization ? [authorization()] : [],
            latencyMicroseconds: Int64.random(in: 0...1_000_000, using: &generator)
        )
    }

    mutating func query() -> AuditQuery {
        var query = AuditQuery(
            order: Bool.random(using: &generator) ? .newestFirst : .oldestFirst,
            limit: pick([0, 1, 7, 1000])
        )
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: query.requestID = "request-\(Int.random(in: 0...30, using: &generator))"
        case 1: query.authorizationID = "authorization-\(Int.random(in: 0...30, using: &generator))"
        case 2: query.from = Timestamp(microseconds: 1_790_000_000_000_025)
        case 3: query.until = Timestamp(microseconds: 1_790_000_000_000_025)
        case 4: query.principal = pick(["alice", "arn:aws:iam::123456789012:user/bob", "ali", "a\nb"])
        case 5: query.action = pick(["lambda:invokefunction", "lambda:Invoke", "INVOKE", "iam:CreateUser", "lambda"])
        case 6: query.outcome = pick(AuditEvent.Outcome.allCases)
        default: query.accessKeyID = pick(["AKIAalice", "AKIAbob", "AKIA"])
        }
        return query
    }

    private mutating func identity() -> AuditIdentity {
        let name = pick(["alice", "bob", "a\nb"])
        return AuditIdentity(
            type: "IAMUser",
            principalID: "AIDA\(name)",
            arn: "arn:aws:iam::123456789012:user/\(name)",
            accountID: "123456789012",
            accessKeyID: "AKIA\(name)",
            userName: name
        )
    }

    private mutating func authorization() -> AuditAuthorization {
        AuditAuthorization(
            action: pick(["lambda:InvokeFunction", "iam:PassRole"]),
            resource: text(),
            verdict: pick(AuditAuthorization.Verdict.allCases),
            context: [AuditAuthorization.ContextEntry(key: "aws:SourceIp", values: [text(), text()])]
        )
    }

    /// Any Unicode scalars, with many of those that JSON escapes.
    private mutating func text() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let value =
                Bool.random(using: &generator)
                ? UInt32.random(in: 0...0x7F, using: &generator) : .random(in: 0...0x10FFFF, using: &generator)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &generator)]
    }
}
