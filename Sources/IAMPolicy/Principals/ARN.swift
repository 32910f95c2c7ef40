/// An Amazon Resource Name split at its first five colons.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
public struct ARN: Sendable, Hashable {
    public let partition: String
    public let service: String
    /// Empty for global resources.
    public let region: String
    /// Twelve digits, or empty, or `aws` for what AWS owns.
    public let account: String
    /// Everything after the fifth colon.
    public let resource: String

    /// - Returns: nil unless the text starts with `arn:` and has five colons.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        partition = String(parts[1])
        service = String(parts[2])
        region = String(parts[3])
        account = String(parts[4])
        resource = String(parts[5])
    }
}

extension ARN: CustomStringConvertible {
    public var description: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }
}
