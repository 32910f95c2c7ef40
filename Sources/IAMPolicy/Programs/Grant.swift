/// What an `Allow` in a resource policy amounts to, by how it names the caller; stronger ones compare greater.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
enum Grant: UInt8, BitwiseCopyable, Sendable, Comparable {
    case none
    /// To the caller's account, which must hand it on by an identity policy.
    case account
    /// To the role behind the session, or the user who federated: bounded by boundary and session policies.
    case issuer
    /// To the caller itself, or to everyone: implicit denies elsewhere in the same account do not bound it.
    case direct

    static func < (left: Grant, right: Grant) -> Bool { left.rawValue < right.rawValue }
}
