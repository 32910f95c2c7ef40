/// One statement of a function's policy as `AddPermission` takes it.
/// <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html>
package struct FunctionPermission: Hashable, Sendable, Codable {
    package let statementID: String
    /// Such as `lambda:InvokeFunction`.
    package let action: String
    /// A service, an account, an ARN or `*`, as given.
    package let principal: String
    package let sourceARN: String?
    package let sourceAccount: String?
    package let principalOrgID: String?
    package let eventSourceToken: String?
    package let functionURLAuthType: String?
    package let invokedViaFunctionURL: Bool?

    package init(
        statementID: String,
        action: String,
        principal: String,
        sourceARN: String? = nil,
        sourceAccount: String? = nil,
        principalOrgID: String? = nil,
        eventSourceToken: String? = nil,
        functionURLAuthType: String? = nil,
        invokedViaFunctionURL: Bool? = nil
    ) {
        self.statementID = statementID
        self.action = action
        self.principal = principal
        self.sourceARN = sourceARN
        self.sourceAccount = sourceAccount
        self.principalOrgID = principalOrgID
        self.eventSourceToken = eventSourceToken
        self.functionURLAuthType = functionURLAuthType
        self.invokedViaFunctionURL = invokedViaFunctionURL
    }
}
