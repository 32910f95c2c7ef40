import AWSWire
import IAMPolicy

/// The policies passed to a call that makes a session.
enum SessionPolicyList {
    static let maximumManagedPolicies = 10
    static let maximumInlineCharacters = 2048

    /// - Returns: nil when none were passed, which restricts nothing.
    /// - Throws: `MalformedPolicyDocument`, `PackedPolicyTooLarge` or `ValidationError`.
    static func check(
        inline: String?,
        managed: [STS.PolicyDescriptorType]?
    ) throws(ServiceFault) -> [SessionGrant.SessionPolicy]? {
        let arns = (managed ?? []).compactMap(\.arn)
        guard arns.count <= maximumManagedPolicies else {
            throw ServiceFault(
                code: "ValidationError",
                message:
                    "The number of PolicyArns provided (\(arns.count)) exceeds the maximum of \(maximumManagedPolicies)"
            )
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
