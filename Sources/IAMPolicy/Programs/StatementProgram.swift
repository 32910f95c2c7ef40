/// The statements of a policy set that bear on one action, in flat arrays.
///
/// Nothing on the deciding path allocates, takes a lock, or touches a `String`: conditions, patterns and principals are
/// rows that refer to one pool of bytes.
struct StatementProgram: ~Copyable, Sendable {
    let patterns: PatternTable
    let rows: [StatementRow]
    let conditions: [ConditionRow]
    let principals: [PrincipalRow]
    let numbers: [NumberValue]
    let instants: [Instant?]
    let networks: [IPNetwork?]
    let resources: ResourceIndex

    init(_ builder: consuming ProgramBuilder) {
        resources = ResourceIndex(denies: builder.denies, allows: builder.allows, patterns: builder.patterns)
        patterns = builder.patterns
        rows = builder.rows
        conditions = builder.conditions
        principals = builder.principals
        numbers = builder.numbers
        instants = builder.instants
        networks = builder.networks
    }
}
