import AWSWire
import StateStore

/// How much of the room for session policies and tags a session takes.
///
/// AWS packs them into a format that it does not describe and tells the share in per cent. Here it is the share of 4,096
/// bytes that policies without white space, ARNs and tags take together.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know>
enum PackedPolicySize {
    private static let allottedBytes = 4096
    /// What each policy and each tag takes beside its text.
    private static let overheadBytes = 2

    /// - Returns: nil when there is neither policy nor tag.
    /// - Throws: `PackedPolicyTooLarge`.
    static func percent(_ policies: [SessionGrant.SessionPolicy]?, tags: [Tag]) throws(ServiceFault) -> Int? {
        guard policies != nil || !tags.isEmpty else { return nil }
        let policyBytes = (policies ?? []).reduce(0) { sum, policy in
            sum + overheadBytes + (policy.text.map(compactBytes) ?? policy.identifier.utf8.count)
        }
        let bytes = tags.reduce(policyBytes) { $0 + overheadBytes + $1.key.utf8.count + $1.value.utf8.count }
        let percent = (bytes * 100 + allottedBytes - 1) / allottedBytes
        guard percent <= 100 else {
            throw STS.Fault.packedPolicyTooLarge("Packed size of session tags consumes \(percent)% of allotted space.")
        }
        return percent
    }

    private static func compactBytes(_ text: String) -> Int {
        text.utf8.count { $0 > UInt8(ascii: " ") }
    }
}
