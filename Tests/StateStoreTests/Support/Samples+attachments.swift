import StateStore

extension Samples {
    static let functionURL = FunctionURLConfig(
        scope: regional,
        functionName: "hello",
        qualifier: "live",
        urlID: "abc",
        createdAt: time,
        authType: "NONE",
        invokeMode: "BUFFERED",
        cors: FunctionURLCORS(allowOrigins: ["*"], maxAgeSeconds: 60)
    )

    static let eventInvokeConfig = FunctionEventInvokeConfig(
        scope: regional,
        functionName: "hello",
        qualifier: "$LATEST",
        lastModifiedAt: time,
        maximumRetryAttempts: 1,
        maximumEventAgeSeconds: 60,
        onFailureARN: "arn:aws:s3:::failures"
    )

    static let provisionedConcurrency = ProvisionedConcurrencyConfig(
        scope: regional,
        functionName: "hello",
        qualifier: "1",
        requestedExecutions: 2,
        lastModifiedAt: time
    )
}
