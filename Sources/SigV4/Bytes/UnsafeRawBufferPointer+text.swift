import COpenSSL

/// Bytes compared with, and read as, text.
extension UnsafeRawBufferPointer {
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && equals(UnsafeRawBufferPointer(text))
    }

    /// Named apart, so that a literal is never taken for a `String`, which would cost ten times the comparison.
    func equals(string text: String) -> Bool {
        count == text.utf8.count && text.withBytes { equals($0) }
    }

    /// - Parameter text: lower case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount
            && zip(self, UnsafeRawBufferPointer(text)).allSatisfy { ASCII.lowercased($0) == $1 }
    }

    /// Not for secrets: stops at the first difference.
    @inline(__always)
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, count) == 0
    }

    @inline(__always)
    func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && self[..<text.utf8CodeUnitCount].equals(text)
    }

    /// The offset of the first `byte` at or after `start`, looked for eight bytes at a time: what is read is short, and
    /// mostly holds the byte within a few words. Subtracting one from a byte that is zero borrows from its high bit, so the
    /// lowest byte marked is one.
    @inline(__always)
    func offset(of byte: UInt8, from start: Int = 0) -> Int? {
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var offset = start
        while offset &+ 8 <= count {
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ pattern
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return offset &+ found.trailingZeroBitCount >> 3 }
            offset &+= 8
        }
        while offset < count {
            if self[offset] == byte { return offset }
            offset &+= 1
        }
        return nil
    }

    /// Whether there is white space, or another control character, among the bytes; looked for eight at a time.
    var containsWhitespace: Bool {
        guard let base = baseAddress else { return false }
        var offset = 0
        while offset &+ 8 <= count {
            let word = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if ASCII.containsControlOrSpace(word) { return true }
            offset &+= 8
        }
        while offset < count {
            if self[offset] <= ASCII.space { return true }
            offset &+= 1
        }
        return false
    }

    /// Whether `self` sorts before `other`, byte by byte.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let otherStart = other.baseAddress else { return count < other.count }
        let order = memcmp(start, otherStart, Swift.min(count, other.count))
        return order < 0 || (order == 0 && count < other.count)
    }

    /// Invalid UTF-8 is shown as U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The bytes up to an offset.
    @inline(__always)
    subscript(range: PartialRangeUpTo<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[0..<range.upperBound])
    }
}

extension UnsafeRawBufferPointer {
    init(_ text: StaticString) {
        self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
