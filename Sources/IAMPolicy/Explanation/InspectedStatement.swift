/// One statement compiled alone, and a request to test its elements with.
struct InspectedStatement {
    private let reference: ProgramReference
    private let query: AuthorizationQuery
    private let hasBoundary: Bool

    init(
        _ statement: PolicyStatement,
        _ version: PolicyDocument.Version,
        _ query: AuthorizationQuery,
        hasBoundary: Bool
    ) {
        var builder = ProgramBuilder()
        builder.append(statement, policy: 0, index: 0, version: version)
        reference = ProgramReference(StatementProgram(builder))
        self.query = query
        self.hasBoundary = hasBoundary
    }

    var resourceMatches: Bool { reference.program.coversResource(of: query.facts) }

    /// What the statement's naming of the caller amounts to.
    var grant: Grant {
        reference.program.principalGrant(reference.program.rows[0], query.facts, hasBoundary: hasBoundary)
    }

    var principalMatches: Bool { grant != .none }

    func conditionHolds(_ index: Int) -> Bool {
        reference.program.conditionsHold(IndexRange(start: index, count: 1), query.facts.context)
    }

    /// The patterns of `Resource` or `NotResource` with variables replaced; nil where one has no value.
    var resolvedResources: [String?] {
        let row = reference.program.rows[0]
        if row.excludedResources.count > 0 { return row.excludedResources.bounds.map { resolved($0) } }
        return reference.program.resources.entries.map { resolved(Int($0.pattern)) }
    }

    /// The values of a text condition with variables replaced; nil for values that are no patterns.
    func resolvedValues(ofCondition index: Int) -> [String?]? {
        let condition = reference.program.conditions[index]
        guard condition.kind == .text || condition.kind == .arn else { return nil }
        return condition.values.bounds.map { resolved($0) }
    }

    private func resolved(_ pattern: Int) -> String? {
        reference.program.patterns.resolvedText(pattern, query.facts.context)
    }
}
