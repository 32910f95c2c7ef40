/// A growing run of bytes that is emptied and used again for the next request, so that reading one allocates nothing.
///
/// Everything read from a request lies here and is named by a range; ranges stay good when the memory moves, pointers
/// do not.
struct ByteArena: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        base.deallocate()
    }

    mutating func removeAll() {
        count = 0
    }

    /// Forgets what was appended after the arena had `length` bytes.
    mutating func truncate(to length: Int) {
        precondition(length <= count, "an arena is truncated to what it holds")
        count = length
    }

    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count, "index within the arena")
        return base[index]
    }

    /// The bytes of `range`, good until the next mutation.
    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        precondition(range.upperBound <= count && range.lowerBound >= 0, "range within the arena")
        return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// All bytes, good until the next mutation.
    var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    /// Appends bytes that may lie in this arena.
    @inline(__always)
    @discardableResult
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Range<Int> {
        let start = count
        if bytes.count > capacity - count {
            grow(toHold: bytes)
        } else if let source = bytes.baseAddress {
            UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
            count += bytes.count
        }
        return start..<count
    }

    @discardableResult
    mutating func append(_ text: StaticString) -> Range<Int> {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @discardableResult
    mutating func append(_ text: String) -> Range<Int> {
        let start = count
        text.withBytes { bytes in
            reserve(bytes.count)
            if let source = bytes.baseAddress {
                UnsafeMutableRawPointer(base + start).copyMemory(from: source, byteCount: bytes.count)
            }
            count += bytes.count
        }
        return start..<count
    }

    /// Appends a text with its ASCII capitals made small, eight at a time where there are eight.
    mutating func append(lowercasing text: String) -> Range<Int> {
        let start = count
        text.withBytes { bytes in
            reserve(bytes.count)
            ASCII.lowercase(bytes, to: UnsafeMutableRawPointer(base + start))
            count += bytes.count
        }
        return start..<count
    }

    /// Makes room for `bytes`, lets `write` fill some of it from the front, and keeps as many as it says.
    @inline(__always)
    mutating func append(upTo bytes: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        reserve(bytes)
        let written = write(base + count)
        precondition(written >= 0 && written <= bytes, "a writer stays within what it asked for")
        count += written
    }

    @inline(__always)
    private mutating func reserve(_ bytes: Int) {
        if bytes > capacity - count { replaceMemory(minimumCapacity: count + bytes) }
    }

    /// The slow path of `append`: the source is copied before the old memory goes, as it may lie in it.
    private mutating func grow(toHold bytes: UnsafeRawBufferPointer) {
        let copy = [UInt8](bytes)
        replaceMemory(minimumCapacity: count + copy.count)
        copy.withUnsafeBytes { _ = append($0) }
    }

    private mutating func replaceMemory(minimumCapacity: Int) {
        capacity = max(minimumCapacity, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.initialize(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
