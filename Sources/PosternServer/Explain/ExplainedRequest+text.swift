import IAMPolicy
import StateStore

extension ExplainedRequest {
    /// The explanation for people, with a line break at the end.
    package var text: String {
        var lines = [
            "\(event.eventName) (\(event.eventSource)) by \(event.userIdentity.title)",
            "  at \(event.eventTime.iso8601) from \(event.sourceIPAddress), request \(event.requestID)",
        ]
        if let id = event.authorizationID { lines.append("  authorization id \(id)") }
        lines.append("  outcome: \(event.outcome.rawValue)" + (event.errorCode.map { " (\($0))" } ?? ""))
        if let message = event.errorMessage { lines.append("  \(message)") }
        if decisions.isEmpty { lines.append("  no policy was asked: \(reasonForNoDecision)") }
        for decision in decisions {
            lines.append("")
            lines += DecisionText(decision).lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var reasonForNoDecision: String {
        switch event.outcome {
        case .refused: "the request was refused before, by its signature or its form"
        case .failed: "the request was malformed"
        case .allowed, .denied: "this operation needs no permission"
        }
    }
}

/// One decision in lines: the verdict, what each layer said, and for each statement what did not match.
private struct DecisionText {
    private let decision: RecordedDecision
    private let explanation: Explanation

    init(_ decision: RecordedDecision) {
        self.decision = decision
        explanation = Explanation(decision.query, decision.policies)
    }

    var lines: [String] {
        let verdict = explanation.decision.verdict
        var lines = ["\(verdict.sentence): \(decision.query.action) on \(decision.query.resource)"]
        if let message = explanation.message { lines.append("  \(message)") }
        lines.append(
            "  layers: "
                + explanation.decision.layers.map { "\($0.layer.rawValue) \($0.outcome.verdict.rawValue)" }.joined(
                    separator: ", "
                )
        )
        for statement in explanation.decidingStatements { lines.append("  decided by \(Self.title(statement))") }
        lines += explanation.statements.filter { !$0.applies }.flatMap(mismatch)
        for revision in decision.missing {
            lines.append("  \(revision.layer): \(revision.identifier): this revision is no longer kept")
        }
        return lines
    }

    private func mismatch(_ statement: StatementExplanation) -> [String] {
        guard let mismatch = statement.mismatch else { return [] }
        let condition = [mismatch.conditionOperator, mismatch.conditionKey].compactMap(\.self).joined(separator: " ")
        let element = condition.isEmpty ? mismatch.element : "\(mismatch.element) \(condition)"
        let requested = mismatch.requested.isEmpty ? "(not in the request)" : mismatch.requested.joined(separator: ", ")
        return [
            "  \(Self.title(statement.statement)) does not apply: \(element) at line \(mismatch.location) does not match",
            "      request: \(requested)",
            "      policy:  \(Self.shortened(mismatch.resolvedPatterns.map { $0 ?? "(a variable has no value)" }))",
        ]
    }

    private static func title(_ statement: DecidingStatement) -> String {
        let place = statement.location.map { " at line \($0)" } ?? ""
        let name = statement.sid.map { " '\($0)'" } ?? ""
        let number = statement.reference.statement.map { "statement \($0)" } ?? "an invalid document"
        return
            "\(statement.layer.rawValue): \(statement.policyIdentifier), \(number)\(name) (\(statement.effect.rawValue))\(place)"
    }

    /// The first few of a long list of patterns.
    private static func shortened(_ patterns: [String]) -> String {
        let shown = patterns.prefix(6).joined(separator: ", ")
        return patterns.count > 6 ? "\(shown), … (\(patterns.count) in all)" : shown
    }
}

extension Verdict {
    /// The verdict in words.
    fileprivate var sentence: String {
        switch self {
        case .allowed: "allowed"
        case .explicitDeny: "explicitly denied"
        case .implicitDeny: "implicitly denied"
        }
    }
}

extension AuditIdentity {
    /// How lists call whoever made a request.
    package var title: String {
        arn ?? invokedBy ?? accessKeyID ?? "an unknown caller"
    }
}
