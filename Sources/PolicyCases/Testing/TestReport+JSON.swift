extension TestReport {
    /// Counts, and every result with what was expected of it.
    package var json: JSONValue {
        [
            "cases": JSONValue(results.count),
            "failures": JSONValue(failures.count),
            "results": .array(results.map(Self.json)),
        ]
    }

    /// The same, with what else was asked for.
    package func json(coverage: StatementCoverage?, mutations: MutationReport?) -> JSONValue {
        guard case .object(var members) = json else { return json }
        if let coverage { members.append(.init("coverage", coverage.json)) }
        if let mutations { members.append(.init("mutations", mutations.json)) }
        return .object(members)
    }

    private static func json(_ result: CaseResult) -> JSONValue {
        [
            "id": JSONValue(result.id),
            "name": JSONValue(result.name),
            "origin": .string(result.origin.description),
            "passed": .bool(result.meetsExpectation),
            "decision": .string(result.decision),
            "differences": .array(result.differences.map(JSONValue.string)),
        ]
    }
}
