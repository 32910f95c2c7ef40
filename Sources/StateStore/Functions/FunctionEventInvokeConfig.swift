/// How asynchronous events of a function, version or alias are tried, and who hears of their end.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionEventInvokeConfig.html>
package struct FunctionEventInvokeConfig: FunctionAttachment {
    package static let kind = EntityKind.eventInvokeConfig

    package let scope: Scope
    package let functionName: String
    /// Never nil: `$LATEST` for the function as such.
    package let qualifier: String?
    package var lastModifiedAt: Timestamp
    /// 0–2; nil for Lambda's default of 2.
    package var maximumRetryAttempts: Int?
    /// 60–21,600; nil for Lambda's default of six hours.
    package var maximumEventAgeSeconds: Int?
    /// An ARN; nil when there is none.
    package var onSuccessARN: String?
    package var onFailureARN: String?

    package init(
        scope: Scope,
        functionName: String,
        qualifier: String,
        lastModifiedAt: Timestamp,
        maximumRetryAttempts: Int? = nil,
        maximumEventAgeSeconds: Int? = nil,
        onSuccessARN: String? = nil,
        onFailureARN: String? = nil
    ) {
        self.scope = scope
        self.functionName = functionName
        self.qualifier = qualifier
        self.lastModifiedAt = lastModifiedAt
        self.maximumRetryAttempts = maximumRetryAttempts
        self.maximumEventAgeSeconds = maximumEventAgeSeconds
        self.onSuccessARN = onSuccessARN
        self.onFailureARN = onFailureARN
    }
}
