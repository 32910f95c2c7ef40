import StateStore

/// Which functions an event has gone through, and how often: `a87bd80c:1|68fd508a:5`.
///
/// SDKs hand the header on that carries it, so a chain of functions that invokes itself is seen and stopped.
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html>
struct InvocationLineage: Sendable, Equatable {
    /// Lambda stops a function after about sixteen rounds.
    static let limit = 16
    /// Functions remembered; a longer chain forgets the oldest.
    private static let capacity = 16

    private var counts: [(function: String, count: Int)] = []

    init(_ text: String) {
        counts = text.split(separator: "|").suffix(Self.capacity).compactMap { entry in
            let parts = entry.split(separator: ":")
            guard parts.count == 2, let count = Int(parts[1]), count > 0 else { return nil }
            return (String(parts[0]), count)
        }
    }

    var text: String {
        counts.map { "\($0.function):\($0.count)" }.joined(separator: "|")
    }

    /// Counts one more round through a function; false when it has been through too often.
    mutating func enter(_ functionARN: String) -> Bool {
        let name = String(ContentHash(of: Array(functionARN.utf8)).hexadecimal.prefix(8))
        let count = counts.first { $0.function == name }?.count ?? 0
        counts.removeAll { $0.function == name }
        counts.append((name, count + 1))
        if counts.count > Self.capacity { counts.removeFirst() }
        return count < Self.limit
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}
