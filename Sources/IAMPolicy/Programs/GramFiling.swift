/// Chooses for each entry the bytes to file it under.
struct GramFiling {
    /// Entries under one gram, by their index.
    struct Drawer {
        var gram: UInt64
        var entries: [Int]
    }

    let entries: [ResourceEntry]
    /// Entries whose patterns have no telling literal text.
    private(set) var unfiled: [Int] = []
    private(set) var octets: [Drawer] = []
    private(set) var quads: [Drawer] = []
    let commonPrefixCount: Int

    /// An eight-byte gram that no more entries share is taken without looking at shorter ones.
    private static let rareCount = 8

    /// - Parameter colons: grams are taken from what follows so many literal colons of a pattern; a resource that matches
    ///   then shows the gram after as many colons.
    init(_ entries: [ResourceEntry], _ literals: [PatternLiterals], afterColons colons: Int) {
        self.entries = entries
        let prefixCount = Self.commonPrefixCount(literals)
        commonPrefixCount = prefixCount
        let starts = literals.map { max(prefixCount, $0.index(afterColons: colons)) }
        var octetCounts = GramCounts()
        var quadCounts = GramCounts()
        for (literal, start) in zip(literals, starts) {
            literal.forEachGram(8, from: start) { octetCounts.add($0) }
            literal.forEachGram(4, from: start) { quadCounts.add($0) }
        }
        var octetsByGram: [UInt64: [Int]] = [:]
        var quadsByGram: [UInt64: [Int]] = [:]
        for (index, literal) in literals.enumerated() {
            let octet = literal.rarestGram(8, from: starts[index], octetCounts)
            let quad = literal.rarestGram(4, from: starts[index], quadCounts)
            if let octet, octet.count <= Self.rareCount || octet.count <= 2 * (quad?.count ?? .max / 2) {
                octetsByGram[octet.gram, default: []].append(index)
            } else if let quad, quad.count * 4 <= entries.count {
                quadsByGram[quad.gram, default: []].append(index)
            } else {
                unfiled.append(index)
            }
        }
        octets = octetsByGram.map { Drawer(gram: $0.key, entries: $0.value) }
        quads = quadsByGram.map { Drawer(gram: $0.key, entries: $0.value) }
    }

    /// The bytes with which all patterns start that start with literal text at all.
    private static func commonPrefixCount(_ literals: [PatternLiterals]) -> Int {
        var common: ArraySlice<UInt8>?
        for literal in literals where literal.hasGram {
            let prefix = literal.prefix
            guard let known = common else {
                common = prefix
                continue
            }
            let shared = zip(known, prefix).prefix { $0 == $1 }.count
            common = known.prefix(shared)
        }
        return common?.count ?? 0
    }
}
