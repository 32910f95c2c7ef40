extension TestReport {
    /// Counts, and every result with what was expected of it.
    package var json: JSONValue {
        [
            "cases": JSONValue(results.count),
            "failures": JSONValue(failures.count),
            "results": .array(results.map(Self.json)),
        ]
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
