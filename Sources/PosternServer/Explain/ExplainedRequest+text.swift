import IAMPolicy
import StateStore

extension ExplainedRequest {
    /// The explanation for people, with a line break at the end.
    package var text: String {
        var lines = [
            "\(event.eventName) (\(event.eventSource)) by \(event.userIdentity.title)",
            "  at \(event.eventTime.iso8601Seconds) from \(event.sourceIPAddress), request \(event.requestID)",
        ]
        if let id = event.authorizationID { lines.append("  authorization id \(id)") }
        lines.append("  outcome: \(event.outcome.rawValue)" + (event.errorCode.map { " (\($0))" } ?? ""))
        if decisions.isEmpty { lines.append("  no policy was asked: \(reasonForNoDecision)") }
        for decision in decisions { lines += [""] + decision.lines }
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

extension RecordedDecision {
    /// Statements that are listed although nothing of them matched; the rest is counted.
    private static let listedStatements = 20

    /// The verdict in words, the engine's explanation with the smallest changes, the statements that did not match at all,
    /// and the policies that were asked.
    fileprivate var lines: [String] {
        let explanation = Explanation(query, policies)
        let head = "\(explanation.decision.verdict.sentence): \(query.action) on \(query.resource)"
        let text = explanation.text(changes: smallestChanges(of: explanation))
        let sections =
            Self.section("statements that do not apply", Self.unmatched(in: explanation))
            + Self.section("policies asked", policyNames)
        return [head] + (text.split(separator: "\n").map(String.init) + sections).map { "  \($0)" }
    }

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  \($0)" }
    }

    /// The first element of each decides against it; what came closer is in the engine's explanation.
    private static func unmatched(in explanation: Explanation) -> [String] {
        let statements = explanation.statements.filter { $0.matchedElements == 0 }
        let lines = statements.prefix(listedStatements).compactMap { explained in
            explained.mismatch.map { "\(explained.statement): \($0.element) at \($0.location) does not match" }
        }
        let rest = statements.count - listedStatements
        return rest > 0 ? lines + ["and \(rest) more"] : lines
    }

    private var policyNames: [String] {
        policies.layers.flatMap { layer, level, set in
            set.policies.map { "\(layer.rawValue)\(level.map { " level \($0)" } ?? ""): \($0.identifier)" }
        }
            + missing.map { "\($0.layer): \($0.identifier) (this revision is no longer kept)" }
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
