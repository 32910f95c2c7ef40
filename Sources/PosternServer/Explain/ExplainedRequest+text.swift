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
    /// The verdict in words, the engine's explanation with the smallest changes, and the policies that were asked.
    fileprivate var lines: [String] {
        let explanation = Explanation(query, policies)
        let verdict = explanation.decision.verdict
        let changes = smallestChanges(of: explanation)
        let head = "\(verdict.sentence): \(query.action) on \(query.resource)"
        let policies = policyNames.isEmpty ? [] : ["policies asked"] + policyNames.map { "  \($0)" }
        return [head]
            + (explanation.text(changes: changes).split(separator: "\n") + policies.map { $0[...] }).map { "  \($0)" }
    }

    private var policyNames: [String] {
        policies.layers.flatMap { layer, set in set.policies.map { "\(layer.rawValue): \($0.identifier)" } }
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
