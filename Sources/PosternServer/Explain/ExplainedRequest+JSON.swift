import Foundation
import IAMPolicy
import StateStore

extension ExplainedRequest {
    /// The explanation as one JSON object: the audit event, and for each decision the statements with what did not match.
    package func json() throws -> String {
        let event = try JSONSerialization.jsonObject(with: Data(event.encodedLine()))
        let object: [String: Any] = ["event": event, "decisions": decisions.map(Self.object)]
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    private static func object(_ decision: RecordedDecision) -> [String: Any] {
        let explanation = Explanation(decision.query, decision.policies)
        var object: [String: Any] = [
            "action": decision.query.action,
            "resource": decision.query.resource,
            "decision": explanation.decision.verdict.rawValue,
            "layers": Dictionary(
                explanation.decision.layers.map { ($0.layer.rawValue, $0.outcome.verdict.rawValue) },
                uniquingKeysWith: { first, _ in first }
            ),
            "decidedBy": explanation.decidingStatements.map(object),
            "statements": explanation.statements.map(object),
            "missingPolicies": decision.missing.map(\.identifier),
        ]
        object["message"] = explanation.message?.description
        return object
    }

    private static func object(_ statement: StatementExplanation) -> [String: Any] {
        var object = object(statement.statement)
        object["applies"] = statement.applies
        guard let mismatch = statement.mismatch else { return object }
        var details: [String: Any] = [
            "element": mismatch.element,
            "requested": mismatch.requested,
            "patterns": mismatch.patterns,
            "resolvedPatterns": mismatch.resolvedPatterns.map { $0 ?? NSNull() as Any },
            "line": mismatch.location.line,
            "column": mismatch.location.column,
        ]
        details["conditionOperator"] = mismatch.conditionOperator
        details["conditionKey"] = mismatch.conditionKey
        object["mismatch"] = details
        return object
    }

    private static func object(_ statement: DecidingStatement) -> [String: Any] {
        var object: [String: Any] = [
            "layer": statement.layer.rawValue,
            "policy": statement.policyIdentifier,
            "effect": statement.effect.rawValue,
        ]
        object["statement"] = statement.reference.statement
        object["sid"] = statement.sid
        object["line"] = statement.location?.line
        object["column"] = statement.location?.column
        return object
    }
}
