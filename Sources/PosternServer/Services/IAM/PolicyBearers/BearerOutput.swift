import AWSWire

/// The output of an operation that shows one inline policy.
protocol InlinePolicyOutput: WireStructure {
    init(bearerName: String, policyName: String, policyDocument: String)
}

/// The output of an operation that lists the names of inline policies.
protocol PolicyNamesOutput: WireStructure {
    init(policyNames: [String], isTruncated: Bool?, marker: String?)
}

/// The output of an operation that lists attached policies.
protocol AttachedPoliciesOutput: WireStructure {
    init(attachedPolicies: [IAM.AttachedPolicy]?, isTruncated: Bool?, marker: String?)
}

extension IAM.GetUserPolicy.Output: InlinePolicyOutput {
    init(bearerName: String, policyName: String, policyDocument: String) {
        self.init(userName: bearerName, policyName: policyName, policyDocument: policyDocument)
    }
}

extension IAM.GetGroupPolicy.Output: InlinePolicyOutput {
    init(bearerName: String, policyName: String, policyDocument: String) {
        self.init(groupName: bearerName, policyName: policyName, policyDocument: policyDocument)
    }
}

extension IAM.GetRolePolicy.Output: InlinePolicyOutput {
    init(bearerName: String, policyName: String, policyDocument: String) {
        self.init(roleName: bearerName, policyName: policyName, policyDocument: policyDocument)
    }
}

extension IAM.ListUserPolicies.Output: PolicyNamesOutput {}
extension IAM.ListGroupPolicies.Output: PolicyNamesOutput {}
extension IAM.ListRolePolicies.Output: PolicyNamesOutput {}
extension IAM.ListAttachedUserPolicies.Output: AttachedPoliciesOutput {}
extension IAM.ListAttachedGroupPolicies.Output: AttachedPoliciesOutput {}
extension IAM.ListAttachedRolePolicies.Output: AttachedPoliciesOutput {}
