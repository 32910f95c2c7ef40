/// A header field as ranges of the bytes of its ``HeadBytes``.
struct HeaderField {
    /// Lower case.
    let name: Range<Int>
    /// As it arrived: not trimmed, not folded.
    let value: Range<Int>
    /// Whether `SignedHeaders` names it.
    var isSigned = false
}
