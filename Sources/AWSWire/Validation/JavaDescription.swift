/// Values as AWS's services, which are written in Java, print them in messages: `[a, b]`, `{key=value}`,
/// `Tag(key=a, value=null)`.
enum JavaDescription {
    static func text(of value: WireValue, _ shape: Shape) -> String {
        switch (value, shape) {
        case (.list(let items), .list(let element, _, _)):
            "[\(items.map { text(of: $0, element) }.joined(separator: ", "))]"
        case (.map(let entries), .map(_, let element, _, _, _)):
            "{\(entries.map { "\($0.key)=\(text(of: $0.value, element))" }.joined(separator: ", "))}"
        case (.structure(let members), .structure(let type)): text(of: members, type.schema)
        case (.double(let number), _): String(number)
        default: ScalarText.text(of: value, timestamps: .dateTime) ?? ""
        }
    }

    private static func text(of members: [WireValue?], _ schema: StructureSchema) -> String {
        let texts = zip(schema.members, members).map { member, value in
            let shown = member.isSensitive ? "***" : value.map { text(of: $0, member.shape) } ?? "null"
            return "\(member.nameInMessages)=\(shown)"
        }
        return "\(schema.name)(\(texts.joined(separator: ", ")))"
    }
}

extension MemberSchema {
    /// The name as Java spells it: with a small letter in front.
    var nameInMessages: String { name.prefix(1).lowercased() + name.dropFirst() }
}
