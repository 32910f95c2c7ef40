/// A question about unknown context keys that a statement asks.
public struct ResidueCondition: Sendable, Hashable {
    /// The part of the statement that asks.
    let subject: Subject
    /// Decides what a comparison counts as that cannot be made.
    let effect: PolicyStatement.Effect
    let version: PolicyDocument.Version

    enum Subject: Hashable {
        case clause(ConditionOperator, key: String, values: [String])
        /// A pattern of `Resource` or `NotResource` with a variable whose key is unknown.
        case resource(String, isComplement: Bool)
    }

    /// Whether the condition holds for a request.
    public func holds(for query: AuthorizationQuery) -> Bool {
        let inspected = InspectedStatement(statement, version, query, hasBoundary: false)
        switch subject {
        case .clause: return inspected.conditionHolds(0)
        case .resource(_, let isComplement): return inspected.resourceMatches != isComplement
        }
    }

    /// A statement that asks just this.
    private var statement: PolicyStatement {
        let start = SourceLocation(line: 1, column: 1)
        func element(_ patterns: [String], isComplement: Bool = false) -> PatternElement {
            PatternElement(
                isComplement: isComplement,
                location: start,
                patterns: patterns.map { Located($0, at: start) }
            )
        }
        var resource = element(["*"])
        var conditions: [ConditionClause] = []
        switch subject {
        case .clause(let operation, let key, let values):
            conditions = [
                ConditionClause(
                    operation: Located(operation, at: start),
                    key: Located(key, at: start),
                    values: values.map { Located($0, at: start) }
                )
            ]
        case .resource(let pattern, let isComplement):
            resource = element([pattern], isComplement: isComplement)
        }
        return PolicyStatement(
            location: start,
            sid: nil,
            effect: Located(effect, at: start),
            principal: nil,
            action: element(["*"]),
            resource: resource,
            conditions: conditions
        )
    }
}

extension ResidueCondition: CustomStringConvertible {
    /// Key, operator and values, such as `aws:SourceIp IpAddress 10.0.0.0/8, 192.0.2.1`.
    public var description: String {
        switch subject {
        case .clause(let operation, let key, let values): "\(key) \(operation) \(values.joined(separator: ", "))"
        case .resource(let pattern, _): "resource matches \(pattern)"
        }
    }
}
