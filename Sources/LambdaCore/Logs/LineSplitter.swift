/// Cuts a stream of bytes into lines.
struct LineSplitter: Sendable {
    /// A longer line is cut here: the largest event CloudWatch Logs takes, less its 26 bytes of overhead.
    ///
    /// Source: "CloudWatch Logs quotas", Amazon CloudWatch Logs User Guide.
    static let lineLimitBytes = 262_144 - 26

    private var rest: [UInt8] = []

    /// Lines that `bytes` complete, each with its newline.
    mutating func append(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var remaining = bytes[...]
        while let newline = remaining.firstIndex(of: UInt8(ascii: "\n")) {
            rest.append(contentsOf: remaining[...newline])
            remaining = remaining[(newline + 1)...]
            lines.append(contentsOf: cut(all: true))
        }
        rest.append(contentsOf: remaining)
        lines.append(contentsOf: cut(all: false))
        return lines
    }

    /// What was written without a newline, if anything.
    mutating func flush() -> [String] {
        cut(all: true)
    }

    /// Takes pieces of the limit's size from the rest, and what is left over when `all`.
    private mutating func cut(all: Bool) -> [String] {
        guard !rest.isEmpty else { return [] }
        var lines: [String] = []
        var start = 0
        while rest.count - start > Self.lineLimitBytes {
            lines.append(String(decoding: rest[start..<start + Self.lineLimitBytes], as: UTF8.self))
            start += Self.lineLimitBytes
        }
        if all {
            lines.append(String(decoding: rest[start...], as: UTF8.self))
            rest.removeAll(keepingCapacity: true)
        } else if start > 0 {
            rest.removeFirst(start)
        }
        return lines
    }
}
