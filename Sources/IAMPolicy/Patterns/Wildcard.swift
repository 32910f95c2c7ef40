/// How wildcards stand in compiled patterns: as bytes that UTF-8 never uses, so that `*` and `?` mean themselves.
enum Wildcard {
    /// Any characters, none included.
    static let run: UInt8 = 0xFF
    /// Any characters but colons, none included: a `*` that must stay within its ARN segment.
    static let segmentRun: UInt8 = 0xFE
    /// One character.
    static let one: UInt8 = 0xFD
    /// One character but a colon.
    static let segmentOne: UInt8 = 0xFC

    @inline(__always)
    static func isWildcard(_ byte: UInt8) -> Bool { byte >= segmentOne }

    @inline(__always)
    static func isRun(_ byte: UInt8) -> Bool { byte >= segmentRun }
}
