extension Explanation {
    /// The explanation as one line of JSON.
    ///
    /// - Parameter changes: smallest changes to add; see ``smallestChanges(_:_:limit:)``.
    public func json(changes: [SuggestedChange] = []) -> String {
        JSONText.object([
            ("decision", .string(decision.verdict.rawValue)),
            ("deniedBy", .optional(decision.denyingLayer?.rawValue)),
            ("message", .optional(message?.description)),
            ("layers", .object(decision.layers.map { ($0.layer.rawValue, .string($0.outcome.verdict.rawValue)) })),
            ("decidedBy", .array(decidingStatements.map(\.json))),
            ("statements", .array(statements.map(\.json))),
            ("smallestChanges", .array(changes.map { .array($0.edits.map(\.json)) })),
        ]).description
    }
}

extension DecidingStatement {
    fileprivate var json: JSONText {
        .object([
            ("layer", .string(layer.rawValue)),
            ("policy", .string(policyIdentifier)),
            ("statement", reference.statement.map(JSONText.number) ?? .null),
            ("sid", .optional(sid)),
            ("effect", .string(effect.rawValue)),
            ("line", location.map { .number($0.line) } ?? .null),
            ("column", location.map { .number($0.column) } ?? .null),
        ])
    }
}

extension StatementExplanation {
    fileprivate var json: JSONText {
        .object([
            ("statement", statement.json),
            ("applies", .bool(applies)),
            ("matchedElements", .number(matchedElements)),
            ("mismatch", mismatch?.json ?? .null),
        ])
    }
}

extension ElementMismatch {
    fileprivate var json: JSONText {
        .object([
            ("element", .string(element)),
            ("operator", .optional(conditionOperator)),
            ("key", .optional(conditionKey)),
            ("requested", .array(requested.map(JSONText.string))),
            ("patterns", .array(patterns.map(JSONText.string))),
            ("resolvedPatterns", .array(resolvedPatterns.map(JSONText.optional))),
            ("line", .number(location.line)),
            ("column", .number(location.column)),
        ])
    }
}

extension PolicyEdit {
    fileprivate var json: JSONText {
        switch self {
        case .addStatement(let layer, let level, let document):
            .object([
                ("edit", .string("addStatement")), ("layer", .string(layer.rawValue)), ("level", .number(level)),
                ("document", .string(document)),
            ])
        case .widen(let statement, let element, let value):
            .object([
                ("edit", .string("widen")), ("statement", statement.json), ("element", .string(element)),
                ("value", .string(value)),
            ])
        case .removeStatement(let statement):
            .object([("edit", .string("removeStatement")), ("statement", statement.json)])
        case .supplyContext(let key, let values):
            .object([
                ("edit", .string("supplyContext")), ("key", .string(key)),
                ("values", .array(values.map(JSONText.string))),
            ])
        }
    }
}
