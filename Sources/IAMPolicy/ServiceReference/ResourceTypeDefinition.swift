/// One type of resource of a service.
public struct ResourceTypeDefinition: Hashable, Sendable {
    /// AWS's name of the type, such as `function` or `code signing config`.
    public let name: String
    /// The ARN with placeholders, such as
    /// `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}`.
    public let arnFormat: String
    /// Keys that describe a resource of this type, such as `aws:ResourceTag/${TagKey}`.
    public let conditionKeys: [String]
}
