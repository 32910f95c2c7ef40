import COpenSSL

/// Bytes compared with, and read as, text.
extension UnsafeRawBufferPointer {
    func equals(_ text: StaticString) -> Bool {
        equals(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func equals(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { equals(UnsafeRawBufferPointer($0)) }
    }

    /// Not for secrets: stops at the first difference.
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, count) == 0
    }

    func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && self[..<text.utf8CodeUnitCount].equals(text)
    }

    /// Whether `self` sorts before `other`, byte by byte.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let otherStart = other.baseAddress else { return count < other.count }
        let order = memcmp(start, otherStart, Swift.min(count, other.count))
        return order < 0 || (order == 0 && count < other.count)
    }

    /// Invalid UTF-8 is shown as U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The bytes from one offset up to another.
    subscript(range: PartialRangeUpTo<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[Range(uncheckedBounds: (0, range.upperBound))])
    }
}

extension UnsafeRawBufferPointer {
    init(_ text: StaticString) {
        self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
