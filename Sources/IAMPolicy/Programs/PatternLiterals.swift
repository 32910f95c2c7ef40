/// The literal text of a pattern: bytes with wildcards and variables between them.
struct PatternLiterals {
    /// The pattern's bytes; a byte that is no text stands for every wildcard and variable.
    let bytes: [UInt8]

    /// The literal text that the pattern starts with.
    var prefix: ArraySlice<UInt8> { bytes.prefix { !Wildcard.isWildcard($0) } }

    /// Whether there are four literal bytes in a row.
    var hasGram: Bool {
        var found = false
        forEachGram(4, from: 0) { _ in found = true }
        return found
    }

    /// The index after so many literal colons; the end when there are fewer.
    func index(afterColons count: Int) -> Int {
        var seen = 0
        for (index, byte) in bytes.enumerated() {
            if seen == count { return index }
            if byte == UInt8(ascii: ":") { seen += 1 }
        }
        return bytes.count
    }

    /// Visits every run of literal bytes of a width, as a little-endian word.
    ///
    /// - Parameter start: the first byte that may belong to a gram.
    func forEachGram(_ width: Int, from start: Int, _ body: (UInt64) -> Void) {
        var gram: UInt64 = 0
        var length = 0
        for byte in bytes.dropFirst(start) {
            guard !Wildcard.isWildcard(byte) else {
                length = 0
                continue
            }
            gram = gram >> 8 | UInt64(byte) << 56
            length += 1
            if length >= width { body(gram >> UInt64(64 - 8 * width)) }
        }
    }

    /// The gram that the fewest entries share, and about how many do.
    func rarestGram(_ width: Int, from start: Int, _ counts: GramCounts) -> (gram: UInt64, count: Int)? {
        var grams: [UInt64] = []
        forEachGram(width, from: start) { grams.append($0) }
        var rarest: (gram: UInt64, count: Int)?
        for gram in grams {
            let count = counts.count(of: gram)
            if count < rarest?.count ?? .max { rarest = (gram, count) }
        }
        return rarest
    }
}

/// About how often each gram occurs; collisions only make a gram look more frequent.
struct GramCounts {
    private var counts = [UInt32](repeating: 0, count: 1 << 16)

    mutating func add(_ gram: UInt64) {
        counts[Self.slot(gram)] += 1
    }

    func count(of gram: UInt64) -> Int {
        Int(counts[Self.slot(gram)])
    }

    private static func slot(_ gram: UInt64) -> Int {
        Int(truncatingIfNeeded: mixBits(gram) >> 48)
    }
}

extension PatternTable {
    /// The literal text of a pattern.
    func literals(of index: Int) -> PatternLiterals {
        let pattern = patterns[index]
        switch pattern.kind {
        case .exact, .prefix, .affix, .glob:
            return PatternLiterals(bytes: Array(pool[pattern.bytes.bounds]))
        case .template:
            return PatternLiterals(
                bytes: pieces[pattern.bytes.bounds].flatMap { piece in
                    piece.isVariable ? [Wildcard.run] : Array(pool[piece.text.bounds])
                }
            )
        case .any, .never, .caseless, .caselessTemplate:
            return PatternLiterals(bytes: [])
        }
    }
}
