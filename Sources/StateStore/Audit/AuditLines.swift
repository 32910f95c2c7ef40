import Glibc

enum AuditLines {
    /// Calls `body` with each line, without its line feed; what stands after the last line feed is no line.
    static func forEach(
        in bytes: [UInt8],
        from start: Int = 0,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        try bytes.withUnsafeBufferPointer { bytes in
            var lineStart = start
            while let lineEnd = lineFeed(in: bytes, from: lineStart) {
                try body(UnsafeBufferPointer(rebasing: bytes[lineStart..<lineEnd]))
                lineStart = lineEnd + 1
            }
        }
    }

    private static func lineFeed(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, CInt(UInt8(ascii: "\n")), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: found)
    }
}
