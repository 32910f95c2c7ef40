import AWSWire
import IAMPolicy
import StateStore

/// The document of an organization's policy, checked as Organizations checks it.
enum PolicyContent {
    /// - Throws: `MalformedPolicyDocumentException` with what is wrong and where, `ConstraintViolationException` for a
    ///   document that is too long.
    static func checked(_ text: String, _ type: OrganizationPolicyType) throws(ServiceFault) -> PolicyText {
        guard text.utf8.count <= OrganizationsQuota.policyBytes else {
            throw Organizations.Fault.constraintViolation(
                "You have exceeded the maximum policy size: \(text.utf8.count) bytes of "
                    + "\(OrganizationsQuota.policyBytes), white space counted.",
                reason: "POLICY_CONTENT_LIMIT_EXCEEDED"
            )
        }
        let document: PolicyDocument
        do {
            document = try PolicyDocument(parsing: Array(text.utf8), kind: type.kind)
        } catch {
            throw malformed("\(error)")
        }
        // Only AWS's own resource control policy allows anything.
        if type == .resourceControl, document.statements.contains(where: { $0.effect.value == .allow }) {
            throw malformed("'Effect' must be 'Deny'; RCPFullAWSAccess allows everything already")
        }
        return PolicyText(text)
    }

    private static func malformed(_ reason: String) -> ServiceFault {
        Organizations.Fault.malformedPolicyDocument(
            "The provided policy document does not meet the requirements of the specified policy type. \(reason)"
        )
    }
}
