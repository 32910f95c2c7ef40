import IAMPolicy

/// Whether S3 counts a bucket policy as public: it allows something to everyone, and no condition confines that to fixed
/// values of a key that says where a request comes from.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>
enum PublicPolicy {
    /// In lower case.
    private static let confiningKeys: Set = [
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount", "aws:sourcearn",
        "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:sourceowner", "aws:sourceaccount",
        "aws:sourceorgid", "aws:sourceorgpaths", "aws:userid", "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
    ]

    /// A text that cannot be read gives nothing to anyone, and so is not public.
    static func isPublic(_ text: String) -> Bool {
        guard let document = try? PolicyDocument(parsing: Array(text.utf8), kind: .resource) else { return false }
        return isPublic(document)
    }

    static func isPublic(_ document: PolicyDocument) -> Bool {
        document.statements.contains { statement in
            statement.effect.value == .allow && namesEveryone(statement.principal)
                && !statement.conditions.contains(where: confines)
        }
    }

    private static func namesEveryone(_ principal: PrincipalElement?) -> Bool {
        guard let principal else { return false }
        return principal.isComplement || principal.members.contains { $0.value == .everyone }
    }

    private static func confines(_ clause: ConditionClause) -> Bool {
        let operation = clause.operation.value
        guard !operation.ifExists, operation.qualifier != .forAllValues, Self.positive.contains(operation.comparison)
        else { return false }
        let key = clause.key.value.lowercased()
        if key == "aws:sourceip" { return clause.values.allSatisfy { isNarrow($0.value) } }
        return confiningKeys.contains(key) && clause.values.allSatisfy { isFixed($0.value) }
    }

    private static let positive: Set<ConditionOperator.Comparison> = [
        .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnEquals, .arnLike, .ipAddress,
    ]

    /// A text without wildcards and variables, or an ARN that has them elsewhere than in its account.
    private static func isFixed(_ value: String) -> Bool {
        guard !value.contains("${") else { return false }
        guard value.contains(where: { $0 == "*" || $0 == "?" }) else { return true }
        guard let account = ARN(value)?.account, !account.isEmpty else { return false }
        return !account.contains { $0 == "*" || $0 == "?" }
    }

    /// Networks up to a quarter of all IPv4 addresses do not make a policy public.
    private static func isNarrow(_ network: String) -> Bool {
        let parts = network.split(separator: "/")
        guard parts.count == 2, let bits = Int(parts[1]) else { return true }
        return bits >= (parts[0].contains(":") ? 32 : 8)
    }
}
