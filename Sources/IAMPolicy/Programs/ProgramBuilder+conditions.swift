extension ProgramBuilder {
    /// Compiles the conditions of a statement.
    ///
    /// - Returns: where their rows stand.
    mutating func append(_ clauses: [ConditionClause], isDeny: Bool, expandsVariables: Bool) -> IndexRange {
        let start = conditions.count
        for clause in clauses {
            append(clause, isDeny: isDeny, expandsVariables: expandsVariables)
        }
        return IndexRange(start: start, count: conditions.count - start)
    }

    private mutating func append(_ clause: ConditionClause, isDeny: Bool, expandsVariables: Bool) {
        let operation = clause.operation.value
        let traits = operation.comparison.traits
        let folded = clause.key.value.utf8.map(\.asciiLowercased)
        var row = ConditionRow(
            kind: traits.kind,
            relation: traits.relation,
            quantifier: operation.qualifier.quantifier,
            isNegated: traits.isNegated,
            ifExists: operation.ifExists,
            undecidable: isDeny != traits.isNegated,
            key: patterns.store(folded),
            keyHash: hashIgnoringCase(folded.span),
            values: .empty
        )
        row.values = append(clause.values.map(\.value), to: row, traits, expandsVariables: expandsVariables)
        conditions.append(row)
    }

    private mutating func append(
        _ values: [String],
        to row: ConditionRow,
        _ traits: ConditionOperator.Traits,
        expandsVariables: Bool
    ) -> IndexRange {
        switch row.kind {
        case .text, .arn:
            let start = patterns.patterns.count
            let syntax = PatternSyntax(scope: traits.scope, expandsVariables: expandsVariables)
            for value in values { appendText(value, syntax: syntax, traits, undecidable: row.undecidable) }
            return IndexRange(start: start, count: values.count)
        case .binary:
            let start = patterns.patterns.count
            for value in values { appendBinary(value, undecidable: row.undecidable) }
            return IndexRange(start: start, count: values.count)
        case .number:
            let start = numbers.count
            for value in values { appendNumber(Array(value.utf8)) }
            return IndexRange(start: start, count: values.count)
        case .instant:
            instants += values.map { Instant(Array($0.utf8).span) }
            return IndexRange(start: instants.count - values.count, count: values.count)
        case .network:
            networks += values.map { IPNetwork(Array($0.utf8).span) }
            return IndexRange(start: networks.count - values.count, count: values.count)
        case .bool, .null:
            return patterns.store(values.map { BooleanText.parse(Array($0.utf8).span).map { $0 ? 1 : 0 } ?? 2 })
        }
    }

    private mutating func appendNumber(_ text: [UInt8]) {
        numbers.append(NumberValue(number: DecimalNumber(text.span), text: patterns.store(text)))
    }

    private mutating func appendText(
        _ value: String,
        syntax: PatternSyntax,
        _ traits: ConditionOperator.Traits,
        undecidable: Bool
    ) {
        if traits.kind == .arn, !ARNPattern.isPlausible(value, expandsVariables: syntax.expandsVariables) {
            patterns.append(undecidable ? .any : .never)
            return
        }
        patterns.append(value, syntax: syntax, ignoringCase: traits.ignoresCase, undecidable: undecidable)
    }

    private mutating func appendBinary(_ value: String, undecidable: Bool) {
        guard let bytes = Base64Text.decode(Array(value.utf8).span) else {
            patterns.append(undecidable ? .any : .never)
            return
        }
        patterns.appendRaw(bytes)
    }
}

extension ConditionOperator.Qualifier? {
    fileprivate var quantifier: ConditionRow.Quantifier {
        switch self {
        case nil: .single
        case .forAllValues: .all
        case .forAnyValue: .any
        }
    }
}
