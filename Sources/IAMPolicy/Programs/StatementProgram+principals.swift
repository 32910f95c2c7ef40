extension StatementProgram {
    /// What the statement's naming of the caller amounts to; `.none` when it does not mean the caller.
    func principalGrant(_ row: StatementRow, _ query: borrowing QueryFacts, hasBoundary: Bool) -> Grant {
        switch row.principalMode {
        case .attached:
            return .direct
        case .named:
            return named(row.principals, query).grant
        case .complement:
            let required = query.identities.requiredFamilies
            let isSpared = named(row.principals, query).families & required == required && !hasBoundary
            return isSpared ? .none : .direct
        }
    }

    /// The strongest grant among the principals named, and the families of the caller's names that are among them.
    private func named(_ range: IndexRange, _ query: borrowing QueryFacts) -> (grant: Grant, families: UInt8) {
        let principals = principals.span
        var grant = Grant.none
        var families: UInt8 = 0
        var index = Int(range.start)
        let end = index &+ Int(range.count)
        while index < end {
            let principal = principals[index]
            index &+= 1
            if principal.kind == .everyone { return (.direct, .max) }
            guard let name = callerName(principal, query) else { continue }
            grant = max(grant, name.grant)
            families |= name.family
        }
        return (grant, families)
    }

    /// The caller's name that a principal is; nil when the principal is someone else.
    private func callerName(_ principal: PrincipalRow, _ query: borrowing QueryFacts) -> CallerIdentities.Name? {
        let names = query.identities.names.span
        let bytes = query.context.bytes.span
        let expected = patterns.pool.span.extracting(principal.text.bounds)
        var index = 0
        while index < names.count {
            let name = names[index]
            index &+= 1
            guard name.hash == principal.hash, name.kind == principal.kind else { continue }
            if expected.equals(bytes.extracting(name.text.bounds)) { return name }
        }
        return nil
    }
}
