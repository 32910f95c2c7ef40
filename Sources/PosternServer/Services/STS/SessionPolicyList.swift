import AWSWire
import IAMPolicy
import StateStore

/// The policies passed to a call that makes a session.
enum SessionPolicyList {
    static let maximumManagedPolicies = 10
    static let maximumInlineCharacters = 2048

    /// - Parameter account: whose managed policies may be named, beside AWS's own.
    /// - Returns: nil when none were passed, which restricts nothing.
    /// - Throws: `MalformedPolicyDocument`, `PackedPolicyTooLarge` or `ValidationError`.
    static func check(
        inline: String?,
        managed: [STS.PolicyDescriptorType]?,
        in call: IncomingCall,
        account: String
    ) throws(ServiceFault) -> [SessionGrant.SessionPolicy]? {
        let arns = (managed ?? []).compactMap(\.arn)
        guard arns.count <= maximumManagedPolicies else {
            throw ServiceFault(
                code: "ValidationError",
                message:
                    "The number of PolicyArns provided (\(arns.count)) exceeds the maximum of \(maximumManagedPolicies)"
            )
        }
        for arn in arns where !call.view.hasManagedPolicy(arn, of: account) {
            throw ServiceFault(code: "ValidationError", message: "Policy \(arn) does not exist or is not attachable.")
        }
        var policies = arns.map { SessionGrant.SessionPolicy(identifier: $0, text: nil) }
        if let inline {
            let document = try PolicyDocument.checked(inline, kind: .session)
            guard document.countedCharacters <= maximumInlineCharacters else {
                throw STS.Fault.packedPolicyTooLarge(
                    "The session policy is \(document.countedCharacters) characters long; the limit is \(maximumInlineCharacters)."
                )
            }
            policies.append(SessionGrant.SessionPolicy(identifier: "session", text: inline))
        }
        return policies.isEmpty ? nil : policies
    }
}

extension StateView {
    /// Whether there is a managed policy of AWS's or of the account by this ARN.
    fileprivate func hasManagedPolicy(_ arn: String, of account: String) -> Bool {
        if let policy = snapshot.identity.managedPolicy(arn: arn) { return policy.scope.accountID == account }
        return library.hasAWSManagedPolicy(arn)
    }
}
