extension StatementProgram {
    /// Evaluates every statement that may bear on the request.
    ///
    /// - Parameter hasBoundary: whether the caller has a permissions boundary, which no `NotPrincipal` spares:
    ///   <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
    func evaluate(_ query: AuthorizationQuery, hasBoundary: Bool) -> SetOutcome {
        let deny = firstDeny(query, hasBoundary: hasBoundary)
        let (allow, grant) = strongestAllow(query, hasBoundary: hasBoundary)
        if let deny { return SetOutcome(verdict: .explicitDeny, grant: grant, statement: origin(deny)) }
        if let allow { return SetOutcome(verdict: .allowed, grant: grant, statement: origin(allow)) }
        return SetOutcome(verdict: .implicitDeny, grant: .none, statement: nil)
    }

    /// Where a row comes from.
    private func origin(_ row: Int) -> (policy: Int, statement: Int?) {
        let row = rows.span[row]
        return (Int(row.policy), row.statement >= 0 ? Int(row.statement) : nil)
    }

    private func firstDeny(_ query: AuthorizationQuery, hasBoundary: Bool) -> Int? {
        let denies = denies.span
        var index = 0
        while index < denies.count {
            if applies(denies[index], query, hasBoundary: hasBoundary) != .none { return Int(denies[index].row) }
            index &+= 1
        }
        return nil
    }

    /// The first row of the strongest grant.
    private func strongestAllow(_ query: AuthorizationQuery, hasBoundary: Bool) -> (row: Int?, grant: Grant) {
        let allows = allows.span
        var strongest = Grant.none
        var row: Int?
        var index = 0
        while index < allows.count, strongest < .direct {
            let grant = applies(allows[index], query, hasBoundary: hasBoundary)
            if grant > strongest {
                strongest = grant
                row = Int(allows[index].row)
            }
            index &+= 1
        }
        return (row, strongest)
    }

    /// How the entry's statement bears on the request: `.none` when it does not.
    @inline(__always)
    private func applies(_ entry: ResourceEntry, _ query: AuthorizationQuery, hasBoundary: Bool) -> Grant {
        guard coversResource(entry, query) else { return .none }
        let row = rows.span[Int(entry.row)]
        let grant = principalGrant(row, query, hasBoundary: hasBoundary)
        guard grant != .none, conditionsHold(row.conditions, query.context.storage) else { return .none }
        return grant
    }

    /// Whether the entry's pattern matches the request's resource, and no excluded one does.
    @inline(__always)
    private func coversResource(_ entry: ResourceEntry, _ query: AuthorizationQuery) -> Bool {
        let resource = query.text.span.extracting(query.resourceRange.bounds)
        let context = query.context.storage
        guard patterns.matches(Int(entry.pattern), resource, context: context) else { return false }
        let excluded = rows.span[Int(entry.row)].excludedResources
        return excluded.count == 0 || !patterns.matchesAny(excluded, resource, context: context)
    }

    /// Whether any entry covers the request's resource.
    func coversResource(of query: AuthorizationQuery) -> Bool {
        for entry in denies where coversResource(entry, query) { return true }
        for entry in allows where coversResource(entry, query) { return true }
        return false
    }

    /// What the statement's naming of the caller amounts to; `.none` when it does not mean the caller.
    func principalGrant(_ row: StatementRow, _ query: AuthorizationQuery, hasBoundary: Bool) -> Grant {
        switch row.principalMode {
        case .attached:
            return .direct
        case .named:
            return named(row.principals, query.context).grant
        case .complement:
            let families = named(row.principals, query.context).families
            let required = query.context.identities.requiredFamilies
            let isSpared = families & required == required && !hasBoundary
            return isSpared ? .none : .direct
        }
    }

    /// The strongest grant among the principals named, and the families of the caller's names that are among them.
    private func named(_ range: IndexRange, _ context: RequestContext) -> (grant: Grant, families: UInt8) {
        let names = context.identities.names.span
        let contextBytes = context.storage.bytes.span
        let pool = patterns.pool.span
        var grant = Grant.none
        var families: UInt8 = 0
        var index = Int(range.start)
        let end = index &+ Int(range.count)
        while index < end {
            let row = principals.span[index]
            index &+= 1
            if row.kind == .everyone { return (.direct, .max) }
            for position in names.indices where names[position].kind == row.kind && names[position].hash == row.hash {
                let name = names[position]
                guard pool.extracting(row.text.bounds).equals(contextBytes.extracting(name.text.bounds)) else {
                    continue
                }
                grant = max(grant, name.grant)
                families |= name.family
            }
        }
        return (grant, families)
    }
}
