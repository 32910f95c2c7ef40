/// The services whose resources resource control policies bound.
///
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services>
enum ResourceControlScope {
    private static let services: [StaticString] = [
        "aoss", "appconfig", "appstream", "autoscaling", "codebuild", "codecommit", "cognito-identity", "cognito-idp",
        "cognito-sync", "comprehend", "comprehendmedical", "dax", "dynamodb", "ecr", "health", "kinesisvideo", "kms",
        "logs", "s3", "secretsmanager", "signin", "sqs", "sts", "support", "textract", "transcribe", "translate",
    ]

    /// Actions of those services that stay out of reach.
    private static let exemptActions: [StaticString] = ["kms:retiregrant"]

    /// Service-linked roles are out of reach too:
    /// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps>
    static func covers(_ query: borrowing QueryFacts) -> Bool {
        !query.caller.isServiceLinkedRole && covers(query.context.bytes.span.extracting(query.action.bounds))
    }

    /// - Parameter action: folded.
    private static func covers(_ action: Span<UInt8>) -> Bool {
        var colon = 0
        while colon < action.count, action[colon] != UInt8(ascii: ":") { colon &+= 1 }
        let service = action.extracting(0..<colon)
        for exempt in exemptActions where action.isEqual(to: exempt) { return false }
        for name in services where service.isEqual(to: name) { return true }
        return false
    }
}
