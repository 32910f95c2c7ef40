import StateStore

extension Samples {
    /// An event with every optional property set.
    static func event(_ number: Int = 0) -> AuditEvent {
        AuditEvent(
            eventTime: Timestamp(microseconds: time.microseconds + Int64(number)),
            eventID: "event-\(number)",
            requestID: "request-\(number)",
            authorizationID: "authorization-\(number)",
            eventSource: "lambda.amazonaws.com",
            eventName: "Invoke",
            awsRegion: "us-east-1",
            sourceIPAddress: "127.0.0.1",
            userAgent: "aws-cli/2.15 md/\"quoted\" \\ \u{7}\u{1F} é🙂\n",
            userIdentity: identity,
            resources: [
                AuditResource(
                    arn: "arn:aws:lambda:us-east-1:123456789012:function:hello",
                    accountID: "123456789012",
                    type: "AWS::Lambda::Function"
                )
            ],
            readOnly: false,
            recipientAccountID: "123456789012",
            errorCode: "AccessDeniedException",
            errorMessage: "User: … is not authorized",
            outcome: .denied,
            enforcement: .audit,
            authorizations: [authorization],
            latencyMicroseconds: 1234
        )
    }

    static let identity = AuditIdentity(
        type: "AssumedRole",
        principalID: "AROAEXAMPLE:session",
        arn: "arn:aws:sts::123456789012:assumed-role/lambda-role/session",
        accountID: "123456789012",
        accessKeyID: "ASIAEXAMPLE",
        userName: "lambda-role",
        invokedBy: "lambda.amazonaws.com",
        session: AuditIdentity.Session(
            creationDate: time,
            mfaAuthenticated: true,
            sourceIdentity: "alice",
            issuer: AuditIdentity.Issuer(
                type: "Role",
                principalID: "AROAEXAMPLE",
                arn: "arn:aws:iam::123456789012:role/lambda-role",
                accountID: "123456789012",
                userName: "lambda-role"
            )
        )
    )

    static let authorization = AuditAuthorization(
        action: "lambda:InvokeFunction",
        resource: "arn:aws:lambda:us-east-1:123456789012:function:hello",
        verdict: .explicitDeny,
        layers: [AuditAuthorization.LayerVerdict(layer: "identity", verdict: .explicitDeny)],
        decidedBy: [
            AuditAuthorization.DecidingStatement(
                layer: "identity",
                policy: "inline:deny",
                policyHash: allowAll.hash.hexadecimal,
                statementIndex: 2,
                sid: "NoInvoke"
            )
        ],
        context: [
            AuditAuthorization.ContextEntry(key: "aws:SourceIp", values: ["127.0.0.1"]),
            AuditAuthorization.ContextEntry(key: "aws:TagKeys", values: []),
        ],
        policies: [
            AuditAuthorization.PolicyRevision(
                layer: "identity",
                identifier: "inline:deny",
                hash: allowAll.hash.hexadecimal
            )
        ]
    )
}
