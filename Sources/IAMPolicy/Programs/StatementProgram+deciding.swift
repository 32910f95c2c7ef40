extension StatementProgram {
    /// Evaluates every statement that may bear on the request.
    ///
    /// - Parameter hasBoundary: whether the caller has a permissions boundary, which no `NotPrincipal` spares:
    ///   <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
    func evaluate(_ query: borrowing QueryFacts, hasBoundary: Bool) -> SetOutcome {
        var search = StatementSearch(hasBoundary: hasBoundary)
        consider(resources.direct, query, &search)
        if !resources.octets.isEmpty || !resources.quads.isEmpty { considerFiled(query, &search) }
        return outcome(search)
    }

    /// Slides a window over the resource, and considers the entries that are filed under what it shows.
    private func considerFiled(_ query: borrowing QueryFacts, _ search: inout StatementSearch) {
        let resource = query.context.bytes.span.extracting(query.resource.bounds)
        let octets = resources.octets.filter
        let quads = resources.quads.filter
        var window: UInt64 = 0
        let start = max(resources.commonPrefixCount, resources.skipsToResourcePart ? query.resourcePartOffset : 0)
        var index = start
        while index < resource.count {
            window = window >> 8 | UInt64(resource[index]) << 56
            index &+= 1
            if index &- start >= 8, octets.mayContain(window) {
                consider(resources.octets.find(window), query, &search)
            }
            if index &- start >= 4, quads.mayContain(window >> 32) {
                consider(resources.quads.find(window >> 32), query, &search)
            }
        }
    }

    /// Tests the entries of a run, except those that could not change what was found.
    @inline(__always)
    private func consider(_ run: EntryRun, _ query: borrowing QueryFacts, _ search: inout StatementSearch) {
        let entries = resources.entries.span
        var index = Int(run.start)
        let allowStart = Int(run.allowStart)
        while index < allowStart {
            let entry = entries[index]
            index &+= 1
            if search.wantsDeny(entry.row), applies(entry, query, search.hasBoundary) != .none {
                search.deny = entry.row
            }
        }
        let end = Int(run.end)
        while index < end {
            let entry = entries[index]
            index &+= 1
            if search.wantsAllow(entry.row) { search.allow(entry.row, applies(entry, query, search.hasBoundary)) }
        }
    }

    private func outcome(_ search: StatementSearch) -> SetOutcome {
        if search.deny != StatementSearch.noRow {
            return SetOutcome(.explicitDeny, grant: search.grant, rows.span[Int(search.deny)])
        }
        if search.allow != StatementSearch.noRow {
            return SetOutcome(.allowed, grant: search.grant, rows.span[Int(search.allow)])
        }
        return SetOutcome.implicitDeny
    }

    /// How the entry's statement bears on the request: `.none` when it does not.
    @inline(__always)
    private func applies(_ entry: ResourceEntry, _ query: borrowing QueryFacts, _ hasBoundary: Bool) -> Grant {
        guard coversResource(entry, query) else { return .none }
        let row = rows.span[Int(entry.row)]
        let grant = row.principalMode == .attached ? .direct : principalGrant(row, query, hasBoundary: hasBoundary)
        guard grant != .none, conditionsHold(row.conditions, query.context) else { return .none }
        return grant
    }

    /// Whether the entry's pattern matches the request's resource, and no excluded one does.
    @inline(__always)
    private func coversResource(_ entry: ResourceEntry, _ query: borrowing QueryFacts) -> Bool {
        let resource = query.context.bytes.span.extracting(query.resource.bounds)
        guard patterns.matches(Int(entry.pattern), resource, context: query.context) else { return false }
        let excluded = rows.span[Int(entry.row)].excludedResources
        return excluded.count == 0 || !patterns.matchesAny(excluded, resource, context: query.context)
    }

    /// Whether any entry covers the request's resource.
    func coversResource(of query: borrowing QueryFacts) -> Bool {
        for entry in resources.entries where coversResource(entry, query) { return true }
        return false
    }
}

/// The statements found so far while a program is searched.
struct StatementSearch {
    static let noRow = UInt32.max

    let hasBoundary: Bool
    /// The first denying row.
    var deny = noRow
    /// The first row of the strongest grant.
    private(set) var allow = noRow
    private(set) var grant = Grant.none

    init(hasBoundary: Bool) {
        self.hasBoundary = hasBoundary
    }

    @inline(__always)
    func wantsDeny(_ row: UInt32) -> Bool { row < deny }

    @inline(__always)
    func wantsAllow(_ row: UInt32) -> Bool { grant != .direct || row < allow }

    @inline(__always)
    mutating func allow(_ row: UInt32, _ grant: Grant) {
        guard grant > self.grant || (grant == self.grant && grant != .none && row < allow) else { return }
        self.grant = grant
        allow = row
    }
}
