/// Holds values against the constraints of their schema and words what is broken as AWS does.
struct Validator {
    private let style: ValidationStyle
    private var violations: [Violation] = []

    /// Everything that is wrong with the members of an input, in the order of the model.
    static func violations(
        in values: [WireValue?],
        of schema: StructureSchema,
        style: ValidationStyle
    ) -> [Violation] {
        var validator = Validator(style: style)
        validator.check(values, of: schema, at: "")
        return validator.violations
    }

    private init(style: ValidationStyle) {
        self.style = style
    }

    private mutating func check(_ values: [WireValue?], of schema: StructureSchema, at path: String) {
        for (member, value) in zip(schema.members, values) {
            let memberPath = path + member.name.prefix(1).lowercased() + member.name.dropFirst()
            if let value {
                check(value, of: member.shape, at: memberPath, isSensitive: member.isSensitive)
            } else if member.isRequired {
                report("Member must not be null", nil, at: memberPath, isSensitive: member.isSensitive)
            }
        }
    }

    private mutating func check(_ value: WireValue, of shape: Shape, at path: String, isSensitive: Bool) {
        for constraint in shape.constraints where !constraint.isSatisfied(by: value) {
            report(constraint.sentence, value, at: path, isSensitive: isSensitive)
        }
        switch (value, shape) {
        case (.structure(let values), .structure(let type)): check(values, of: type.schema, at: path + ".")
        case (.list(let items), .list(let element, _, _)):
            checkItems(items, of: element, in: value, at: path, isSensitive: isSensitive)
        case (.map(let entries), .map(let key, let element, _, _, _)):
            checkSimple(
                entries.map { .string($0.key) },
                of: key,
                in: value,
                at: path,
                isSensitive,
                "Map keys"
            )
            checkEntries(entries, of: element, in: value, at: path, isSensitive: isSensitive)
        default: break
        }
    }

    private mutating func checkItems(
        _ items: [WireValue],
        of element: Shape,
        in list: WireValue,
        at path: String,
        isSensitive: Bool
    ) {
        guard element.isAggregate else {
            return checkSimple(items, of: element, in: list, at: path, isSensitive, "Member")
        }
        for (index, item) in items.enumerated() {
            check(item, of: element, at: "\(path).\(index + 1).member", isSensitive: isSensitive)
        }
    }

    private mutating func checkEntries(
        _ entries: [WireValue.MapEntry],
        of element: Shape,
        in map: WireValue,
        at path: String,
        isSensitive: Bool
    ) {
        guard element.isAggregate else {
            return checkSimple(entries.map(\.value), of: element, in: map, at: path, isSensitive, "Map value")
        }
        for entry in entries {
            check(entry.value, of: element, at: "\(path).\(entry.key).member", isSensitive: isSensitive)
        }
    }

    /// Simple items are not reported one by one: one sentence shows the whole list or map and all constraints.
    private mutating func checkSimple(
        _ items: [WireValue],
        of element: Shape,
        in whole: WireValue,
        at path: String,
        _ isSensitive: Bool,
        _ subject: String
    ) {
        let constraints = element.constraints
        let isBroken = items.contains { item in constraints.contains { !$0.isSatisfied(by: item) } }
        guard isBroken else { return }
        var sentences = constraints.map(\.sentence)
        if style.listsNullConstraint { sentences.append("Member must not be null") }
        let listed = sentences.joined(separator: ", ")
        report("\(subject) must satisfy constraint: [\(listed)]", whole, at: path, isSensitive: isSensitive)
    }

    private mutating func report(_ constraint: String, _ value: WireValue?, at path: String, isSensitive: Bool) {
        violations.append(
            Violation(
                path: path,
                value: value?.javaDescription,
                isSensitive: isSensitive,
                constraint: constraint
            )
        )
    }
}

extension Shape {
    /// Whether the shape has members or items of its own.
    fileprivate var isAggregate: Bool {
        switch self {
        case .structure, .list, .map: true
        case .boolean, .integer, .long, .double, .string, .enumeration, .blob, .timestamp: false
        }
    }
}
