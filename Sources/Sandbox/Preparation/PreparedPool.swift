/// Sandboxes that wait for work, by kind. A value: the launcher keeps it behind a lock and makes what it is told to make.
struct PreparedPool {
    /// A waiting sandbox takes 5 MB (Python) to 15 MB (Node.js); so the number of kinds is limited too.
    private static let kindLimit = 6

    private struct Shelf {
        var ready: [Sandbox] = []
        var coming = 0
        var lastUse: UInt64 = 0
    }

    private let sizePerKind: Int
    private var shelves: [PreparedKind: Shelf] = [:]
    private var uses: UInt64 = 0

    init(sizePerKind: Int) {
        self.sizePerKind = sizePerKind
    }

    /// The sandboxes that wait, of all kinds.
    var waiting: [Sandbox] {
        shelves.values.flatMap(\.ready)
    }

    /// The sandbox that has waited longest, if any, and how many new ones to make now.
    mutating func take(_ kind: PreparedKind) -> (sandbox: Sandbox?, missing: Int) {
        uses += 1
        var shelf = shelves[kind] ?? Shelf()
        shelf.lastUse = uses
        shelf.ready.removeAll { $0.hasEnded }
        let sandbox = shelf.ready.isEmpty ? nil : shelf.ready.removeFirst()
        let missing = max(0, sizePerKind - shelf.ready.count - shelf.coming)
        shelf.coming += missing
        shelves[kind] = shelf
        dropLeastUsed()
        return (sandbox, missing)
    }

    /// Puts a new sandbox on its shelf, or notes that it could not be made (nil).
    mutating func arrived(_ kind: PreparedKind, _ sandbox: Sandbox?) {
        guard var shelf = shelves[kind] else { return }
        shelf.coming -= 1
        if let sandbox { shelf.ready.append(sandbox) }
        shelves[kind] = shelf
    }

    private mutating func dropLeastUsed() {
        guard shelves.count > Self.kindLimit else { return }
        guard let oldest = shelves.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        shelves[oldest.key] = nil
    }
}
