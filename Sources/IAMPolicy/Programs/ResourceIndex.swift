/// The entries of a program, arranged so that a request meets only those whose resource pattern may match it.
///
/// Few entries are tested one by one. Of many, each is filed under the rarest eight bytes, or else four, of its
/// pattern's literal text: one pass over the resource then finds all candidates, however many entries there are.
struct ResourceIndex: Sendable {
    private(set) var entries: [ResourceEntry] = []
    /// Entries without a telling gram, tested one by one.
    private(set) var direct = EntryRun.empty
    private(set) var octets = GramTable([])
    private(set) var quads = GramTable([])
    /// Bytes at the start of the resource that all filed patterns have in common; no gram is taken from them.
    private(set) var commonPrefixCount = 0
    /// Whether all grams are taken from the resource part of ARNs, after the fifth colon.
    private(set) var skipsToResourcePart = false

    /// Up to so many entries a scan is cheaper than the pass over the resource.
    private static let scanLimit = 12

    init() {}

    /// - Parameters:
    ///   - denies: entries of `Deny` rows in the order of the rows.
    ///   - allows: entries of `Allow` rows in the order of the rows.
    init(denies: [ResourceEntry], allows: [ResourceEntry], patterns: PatternTable) {
        guard denies.count + allows.count > Self.scanLimit else {
            direct = append(denies, allows)
            return
        }
        let filing = chooseFiling(denies + allows, patterns)
        commonPrefixCount = filing.commonPrefixCount
        let isDeny = { (index: Int) in index < denies.count }
        direct = append(filing.unfiled, filing.entries, isDeny)
        octets = GramTable(filing.octets.map { .init(gram: $0.gram, run: append($0.entries, filing.entries, isDeny)) })
        quads = GramTable(filing.quads.map { .init(gram: $0.gram, run: append($0.entries, filing.entries, isDeny)) })
    }

    /// Files by the resource part of the ARNs, which tells most patterns apart and is the shorter text to look through;
    /// by the whole ARN when that leaves too many unfiled.
    private mutating func chooseFiling(_ entries: [ResourceEntry], _ patterns: PatternTable) -> GramFiling {
        let literals = entries.map { patterns.literals(of: Int($0.pattern)) }
        let byResourcePart = GramFiling(entries, literals, afterColons: 5)
        skipsToResourcePart = true
        guard byResourcePart.unfiled.count > Self.scanLimit else { return byResourcePart }
        let byWhole = GramFiling(entries, literals, afterColons: 0)
        guard byWhole.unfiled.count < byResourcePart.unfiled.count else { return byResourcePart }
        skipsToResourcePart = false
        return byWhole
    }

    private mutating func append(_ denies: [ResourceEntry], _ allows: [ResourceEntry]) -> EntryRun {
        let start = entries.count
        entries += denies
        let allowStart = entries.count
        entries += allows
        return EntryRun(start: UInt32(start), allowStart: UInt32(allowStart), end: UInt32(entries.count))
    }

    private mutating func append(
        _ indices: [Int],
        _ all: [ResourceEntry],
        _ isDeny: (Int) -> Bool
    ) -> EntryRun {
        append(indices.filter(isDeny).map { all[$0] }, indices.filter { !isDeny($0) }.map { all[$0] })
    }
}
