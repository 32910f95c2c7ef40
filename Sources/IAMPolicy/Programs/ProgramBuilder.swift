/// Compiles statements into the rows of a ``StatementProgram``.
struct ProgramBuilder {
    var patterns = PatternTable()
    var rows: [StatementRow] = []
    var conditions: [ConditionRow] = []
    var principals: [PrincipalRow] = []
    var numbers: [NumberValue] = []
    var instants: [Instant?] = []
    var networks: [IPNetwork?] = []
    /// Entries of `Deny` rows, each in the order of the rows.
    var denies: [ResourceEntry] = []
    /// Entries of `Allow` rows, each in the order of the rows.
    var allows: [ResourceEntry] = []
}
