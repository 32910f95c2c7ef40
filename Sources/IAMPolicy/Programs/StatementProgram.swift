/// The statements of a policy set that bear on one action, in flat arrays.
///
/// Nothing on the deciding path allocates, takes a lock, or touches a `String`: conditions, patterns and principals are
/// rows that refer to one pool of bytes.
struct StatementProgram: ~Copyable, Sendable {
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
