/// A pattern of a statement's `Resource`: when it matches, the statement bears on the request.
struct ResourceEntry: BitwiseCopyable, Sendable {
    /// Index of the pattern.
    var pattern: UInt32
    /// Index of the row.
    var row: UInt32
}

/// Entries that stand together: those of `Deny` rows, then those of `Allow` rows, each in the order of the rows.
struct EntryRun: BitwiseCopyable, Sendable {
    var start: UInt32
    var allowStart: UInt32
    var end: UInt32

    static let empty = EntryRun(start: 0, allowStart: 0, end: 0)

    @inline(__always)
    var isEmpty: Bool { start == end }
}
