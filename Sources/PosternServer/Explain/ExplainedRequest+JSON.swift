import IAMPolicy
import StateStore

extension ExplainedRequest {
    /// The explanation as one JSON object: the audit event, and the engine's explanation of each decision.
    package var json: String {
        let event = String(decoding: event.encodedLine().dropLast(), as: UTF8.self)
        return "{\"event\":\(event),\"decisions\":[\(decisions.map(\.json).joined(separator: ","))]}"
    }
}

extension RecordedDecision {
    fileprivate var json: String {
        let explanation = Explanation(query, policies)
        return explanation.json(changes: smallestChanges(of: explanation))
    }
}
