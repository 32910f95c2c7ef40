/// Matches a text against a compiled pattern (see ``Wildcard``).
///
/// Runs in O(pattern × text) at worst, without recursion or allocation, so that a hostile pattern cannot stall a
/// request. Only the last run needs to be extended when a literal does not match: whatever an earlier run could take,
/// the later one can. A run that must stay in its segment stops at a colon, and then the last unbounded run before it
/// goes on; that is enough because a segment run ends where its segment ends, which no other choice can move.
func globMatches(_ pattern: Span<UInt8>, _ text: Span<UInt8>) -> Bool {
    var p = 0
    var t = 0
    var run = Backtrack.none
    var segmentRun = Backtrack.none
    while t < text.count {
        if p < pattern.count {
            let byte = pattern[p]
            if byte == text[t] {
                p &+= 1
                t &+= 1
                continue
            }
            if Wildcard.isRun(byte) {
                if byte == Wildcard.run {
                    run = Backtrack(pattern: p &+ 1, text: t)
                    segmentRun = .none
                } else {
                    segmentRun = Backtrack(pattern: p &+ 1, text: t)
                }
                p &+= 1
                continue
            }
            if Wildcard.isWildcard(byte), let next = characterEnd(text, t, crossesColon: byte == Wildcard.one) {
                p &+= 1
                t = next
                continue
            }
        }
        if segmentRun.isSet, text[segmentRun.text] != UInt8(ascii: ":") {
            segmentRun.text &+= 1
            (p, t) = (segmentRun.pattern, segmentRun.text)
        } else if run.isSet {
            run.text &+= 1
            (p, t) = (run.pattern, run.text)
            segmentRun = .none
        } else {
            return false
        }
    }
    while p < pattern.count, Wildcard.isRun(pattern[p]) { p &+= 1 }
    return p == pattern.count
}

/// Where to go on when a run takes one more byte.
private struct Backtrack {
    var pattern: Int
    var text: Int

    static var none: Backtrack { Backtrack(pattern: -1, text: 0) }
    var isSet: Bool { pattern >= 0 }
}

/// The index after the character that starts at `start`; nil inside a character, or at a colon that must not be crossed.
@inline(__always)
private func characterEnd(_ text: Span<UInt8>, _ start: Int, crossesColon: Bool) -> Int? {
    let byte = text[start]
    guard byte & 0xC0 != 0x80, crossesColon || byte != UInt8(ascii: ":") else { return nil }
    var end = start &+ 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end &+= 1 }
    return end
}
