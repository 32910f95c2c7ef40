/// When the statements of one layer allow and deny.
struct LayerResidue {
    /// When one allows the caller itself.
    var direct: Residue
    /// When one allows the role behind the session, or the user who federated.
    var issuer: Residue
    /// When one allows the caller's account.
    var account: Residue
    /// When one denies.
    var deny: Residue

    /// A layer in which nothing is said.
    static let silent = LayerResidue(direct: .never, issuer: .never, account: .never, deny: .never)

    /// When one allows, however it names the caller.
    var allow: Residue { .some([direct, issuer, account]) }

    mutating func add(_ residue: Residue, _ effect: PolicyStatement.Effect, _ grant: Grant) {
        switch (effect, grant) {
        case (_, .none): break
        case (.deny, _): deny = .some([deny, residue])
        case (.allow, .direct): direct = .some([direct, residue])
        case (.allow, .issuer): issuer = .some([issuer, residue])
        case (.allow, .account): account = .some([account, residue])
        }
    }
}
