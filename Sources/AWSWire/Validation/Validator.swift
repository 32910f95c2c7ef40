/// Holds values against the constraints of their schema and words what is broken as AWS does.
struct Validator {
    private let style: ValidationStyle
    private var violations: [Violation] = []
    /// Sentences of the service's own, which are only given when nothing else is wrong.
    private var ownSentences: [String] = []

    /// A value with what must be known to report it.
    private struct Subject {
        let value: WireValue
        let shape: Shape
        let path: String
        let isSensitive: Bool
    }

    /// The error that names everything wrong with the members of an input, in the order of the model; nil when they
    /// satisfy all constraints.
    static func fault(
        in values: [WireValue?],
        of schema: StructureSchema,
        style: ValidationStyle
    ) -> ServiceFault? {
        guard !schema.isSatisfied(by: values) else { return nil }
        var validator = Validator(style: style)
        validator.check(values, of: schema, below: "")
        guard validator.violations.isEmpty else {
            return Violation.fault(for: validator.violations, style: style)
        }
        return validator.ownSentences.first.map { ServiceFault(code: style.code, message: $0) }
    }

    private init(style: ValidationStyle) {
        self.style = style
    }

    /// - Parameter prefix: the path of the structure with a dot behind it; empty for the input itself.
    private mutating func check(_ values: [WireValue?], of schema: StructureSchema, below prefix: String) {
        for (member, value) in zip(schema.members, values) {
            let path = prefix + member.nameInMessages
            if let value {
                check(Subject(value: value, shape: member.shape, path: path, isSensitive: member.isSensitive))
            } else if member.isRequired {
                let isHidden = member.isSensitive || !style.showsValues
                let value: Violation.Value = isHidden ? .hidden : .null
                violations.append(
                    Violation(path: path, value: value, constraint: "Member must not be null", reason: .missing)
                )
            }
        }
    }

    private mutating func check(_ subject: Subject) {
        // Of a single value the pattern is reported before the length, the other way round than in listings.
        for constraint in subject.shape.constraints.reversed() where !constraint.isSatisfied(by: subject.value) {
            if case .pattern(let pattern) = constraint, let sentence = style.patternSentences[pattern.text] {
                ownSentences.append("The specified value for \(subject.path) is invalid. \(sentence)")
            } else {
                report(constraint.sentence, constraint.reason, subject)
            }
        }
        switch (subject.value, subject.shape) {
        case (.structure(let values), .structure(let type)):
            check(values, of: type.schema, below: subject.path + ".")
        case (.list(let items), .list(let element, _, _)):
            let numbered = items.enumerated().map { ("\($0 + 1)", $1) }
            check(numbered, of: element, in: subject, called: "Member")
        case (.map(let entries), .map(let key, let element, _, _, _)):
            check(entries.map { ($0.key, .string($0.key)) }, of: key, in: subject, called: "Map keys")
            check(entries.map { ($0.key, $0.value) }, of: element, in: subject, called: "Map value")
        default: break
        }
    }

    /// Checks the items of a list, or the keys or values of a map. Items with members of their own are reported one by
    /// one; for simple ones, one sentence shows the whole list or map and all constraints of its items.
    private mutating func check(
        _ items: [(place: String, value: WireValue)],
        of element: Shape,
        in whole: Subject,
        called name: String
    ) {
        guard element.isSimple else {
            for item in items {
                let path = "\(whole.path).\(item.place).member"
                check(Subject(value: item.value, shape: element, path: path, isSensitive: whole.isSensitive))
            }
            return
        }
        let constraints = element.constraints
        let isBroken = items.contains { item in constraints.contains { !$0.isSatisfied(by: item.value) } }
        guard isBroken else { return }
        var sentences = constraints.map(\.sentence)
        if style.listsNullConstraint { sentences.append("Member must not be null") }
        report("\(name) must satisfy constraint: [\(sentences.joined(separator: ", "))]", .listMember, whole)
    }

    private mutating func report(_ constraint: String, _ reason: ConstraintReason, _ subject: Subject) {
        let isHidden = subject.isSensitive || !style.showsValues
        let value: Violation.Value =
            isHidden ? .hidden : .text(JavaDescription.text(of: subject.value, subject.shape))
        violations.append(Violation(path: subject.path, value: value, constraint: constraint, reason: reason))
    }
}

extension Shape {
    /// Whether the shape has no members or items of its own.
    fileprivate var isSimple: Bool {
        switch self {
        case .structure, .list, .map: false
        case .boolean, .integer, .long, .double, .string, .enumeration, .blob, .timestamp, .document: true
        }
    }
}
