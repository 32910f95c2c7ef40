extension Explanation: CustomStringConvertible {
    /// The explanation for people, on several lines.
    public var description: String { text() }

    /// The explanation for people, on several lines.
    ///
    /// - Parameter changes: smallest changes to add; see ``smallestChanges(_:_:limit:)``.
    public func text(changes: [SuggestedChange] = []) -> String {
        var lines = [decision.verdict.rawValue + (message.map { ": \($0)" } ?? "")]
        lines += section("layers", decision.layers.map { layer, outcome in line(layer, outcome) })
        let close = statements.filter { !$0.applies && $0.matchedElements > 0 }
        lines += section("statements that came close", close.flatMap(Self.lines))
        lines += section("smallest change", changes.map { "- " + $0.description })
        return lines.joined(separator: "\n")
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
    }

    private func line(_ layer: PolicyLayer, _ outcome: LayerOutcome) -> String {
        let deciding = statements.first {
            $0.statement.layer == layer && $0.statement.reference == outcome.statement
        }
        return "\(layer.rawValue): \(outcome.verdict.rawValue)" + (deciding.map { " by \($0.statement)" } ?? "")
    }

    private static func lines(_ explained: StatementExplanation) -> [String] {
        guard let mismatch = explained.mismatch else { return [] }
        return ["\(explained.statement)", "  \(mismatch)"]
    }
}

extension DecidingStatement: CustomStringConvertible {
    /// Policy, statement and place on one line, such as `inline:p statement 0 "ReadLogs" (Allow) at 3:5`.
    public var description: String {
        guard let index = reference.statement else { return "\(policyIdentifier), whose text is invalid" }
        let name = sid.map { " \"\($0)\"" } ?? ""
        let place = location.map { " at \($0)" } ?? ""
        return "\(policyIdentifier) statement \(index)\(name) (\(effect.rawValue))\(place)"
    }
}

extension ElementMismatch: CustomStringConvertible {
    /// The request's value beside the policy's, on one line.
    public var description: String {
        let subject = [element, conditionOperator, conditionKey].compactMap(\.self).joined(separator: " ")
        let have = requested.isEmpty ? "nothing" : requested.map { "'\($0)'" }.joined(separator: ", ")
        let want = zip(patterns, resolvedPatterns).map(Self.described).joined(separator: ", ")
        return "\(subject) at \(location): the request has \(have), the policy \(want)"
    }

    /// A pattern as written, with what it stands for where that differs.
    private static func described(_ pattern: String, _ resolved: String?) -> String {
        guard let resolved else { return "'\(pattern)' (a variable has no value)" }
        return resolved == pattern ? "'\(pattern)'" : "'\(pattern)' (here '\(resolved)')"
    }
}

extension SuggestedChange: CustomStringConvertible {
    /// The edits on one line.
    public var description: String { edits.map(\.description).joined(separator: ", and ") }
}

extension PolicyEdit: CustomStringConvertible {
    /// The edit as an instruction.
    public var description: String {
        switch self {
        case .addStatement(let layer, _, let document): "add to the \(layer.rawValue) policies \(document)"
        case .widen(let statement, let element, let value): "add '\(value)' to \(element) of \(statement)"
        case .removeStatement(let statement): "remove \(statement)"
        case .supplyContext(let key, let values): "make the request with \(key) = \(values.joined(separator: ", "))"
        }
    }
}
