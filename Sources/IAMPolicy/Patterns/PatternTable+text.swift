extension PatternTable {
    /// A pattern as people read it, with variables replaced; nil where a variable has no value.
    func resolvedText(_ index: Int, _ context: ContextStorage) -> String? {
        let pattern = patterns[index]
        let bytes: [UInt8]
        switch pattern.kind {
        case .any: bytes = [Wildcard.run]
        case .never: return nil
        case .template, .caselessTemplate:
            guard let resolved = resolve(pattern.bytes, context) else { return nil }
            bytes = resolved
        case .exact, .prefix, .affix, .glob, .caseless: bytes = Array(pool[pattern.bytes.bounds])
        }
        return String(decoding: bytes.map(\.displayed), as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var displayed: UInt8 {
        switch self {
        case Wildcard.run, Wildcard.segmentRun: UInt8(ascii: "*")
        case Wildcard.one, Wildcard.segmentOne: UInt8(ascii: "?")
        default: self
        }
    }
}
