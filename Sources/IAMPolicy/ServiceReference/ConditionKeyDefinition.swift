/// One condition key: a name that a request's context can carry and the type of its values.
public struct ConditionKeyDefinition: Hashable, Sendable {
    /// The key as AWS writes it, such as `lambda:FunctionArn` or, with a part that the policy's author fills in,
    /// `aws:ResourceTag/${TagKey}`. Keys are compared without regard to case.
    public let name: String
    public let type: ConditionKeyType

    /// The fixed part of a key whose rest is free (`aws:ResourceTag/` of `aws:ResourceTag/${TagKey}`), nil for a whole name.
    ///
    /// AWS writes the free part as `${TagKey}` in most services and as `<key>` in S3.
    public var openPrefix: Substring? {
        let bytes = name.utf8
        guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "<") }) else {
            return nil
        }
        return name[..<start]
    }

    /// Whether `key`, as a policy or a request writes it, is this key.
    public func names(_ key: String) -> Bool {
        guard let openPrefix else { return key.lowercased() == name.lowercased() }
        return key.utf8.count > openPrefix.utf8.count && key.lowercased().hasPrefix(openPrefix.lowercased())
    }
}
