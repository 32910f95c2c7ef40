/// Finds the entries that are filed under a few bytes of their pattern, while a window slides over a text.
///
/// A bit filter says at once that nearly every window is nobody's; an open-addressed table leads the others to their
/// entries. The table compares whole grams and the entries whole patterns, so nothing is matched that should not be.
struct GramTable: Sendable {
    /// Entries filed under one gram.
    struct Cell: BitwiseCopyable, Sendable {
        var gram: UInt64
        /// Empty in a free cell.
        var run: EntryRun
    }

    private var cells: [Cell] = []
    private(set) var filter = GramFilter(capacity: 0)

    var isEmpty: Bool { cells.isEmpty }

    /// - Parameter runs: entries by gram; each gram once.
    init(_ runs: [Cell]) {
        guard !runs.isEmpty else { return }
        var capacity = 16
        while capacity < runs.count * 3 { capacity *= 2 }
        cells = Array(repeating: Cell(gram: 0, run: .empty), count: capacity)
        filter = GramFilter(capacity: capacity)
        for cell in runs { insert(cell) }
    }

    private mutating func insert(_ cell: Cell) {
        filter.insert(cell.gram)
        var position = slot(cell.gram)
        while !cells[position].run.isEmpty { position = (position + 1) & (cells.count - 1) }
        cells[position] = cell
    }

    private func slot(_ gram: UInt64) -> Int {
        Int(truncatingIfNeeded: mixBits(gram)) & (cells.count &- 1)
    }

    /// The entries filed under a gram; empty for most.
    func find(_ gram: UInt64) -> EntryRun {
        let cells = cells.span
        var position = slot(gram)
        while !cells[position].run.isEmpty {
            if cells[position].gram == gram { return cells[position].run }
            position = (position &+ 1) & (cells.count &- 1)
        }
        return .empty
    }
}
