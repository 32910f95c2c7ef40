/// Context keys and values laid out flat, so that deciding looks them up without touching a `String`.
struct ContextStorage: Sendable {
    /// Key names, values, and the names of the principal.
    private(set) var bytes: [UInt8] = []
    private(set) var slots: [ContextSlot] = []
    /// The values of keys that have several or none; those of one key stand together.
    private(set) var furtherValues: [IndexRange] = []
    /// One bit for each key, chosen by its hash: a key whose bit is not there is not there, and need not be looked for.
    private var present: UInt64 = 0

    init() {}

    /// - Parameters:
    ///   - bytes: bytes to make room for, so that a copy that is extended moves its memory once.
    ///   - slots: keys to make room for.
    init(reservingBytes bytes: Int, slots: Int) {
        self.bytes.reserveCapacity(bytes)
        self.slots.reserveCapacity(slots)
    }

    mutating func store(_ text: String) -> IndexRange {
        let start = bytes.count
        // As a span the text is copied without walking over characters, and without being retained meanwhile.
        text.utf8.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        return IndexRange(start: start, count: bytes.count - start)
    }

    /// Stores a text with its ASCII letters made lower case.
    mutating func storeFolded(_ text: String) -> IndexRange {
        let range = store(text)
        bytes.fold(range.bounds)
        return range
    }

    mutating func set(_ key: String, to value: String) {
        let (hash, existing) = lookUp(key)
        let name = existing.map { slots[$0].name } ?? store(key)
        put(ContextSlot(hash: hash, name: name, value: store(value), valueCount: 1), at: existing)
    }

    mutating func set(_ key: String, to values: [String]) {
        if values.count == 1 { return set(key, to: values[0]) }
        let (hash, existing) = lookUp(key)
        // A key that has a slot keeps the spelling it was first set with.
        let name = existing.map { slots[$0].name } ?? store(key)
        let range = IndexRange(start: furtherValues.count, count: values.count)
        for value in values {
            furtherValues.append(store(value))
        }
        put(ContextSlot(hash: hash, name: name, value: range, valueCount: UInt32(values.count)), at: existing)
    }

    private mutating func put(_ slot: ContextSlot, at index: Int?) {
        if let index {
            slots[index] = slot
        } else {
            slots.append(slot)
            present |= Self.bit(slot.hash)
        }
    }

    /// The hash of a key as it is spelled, and its slot when it has one.
    private func lookUp(_ key: String) -> (hash: UInt64, slot: Int?) {
        let name = key.utf8.span
        let hash = hashIgnoringCase(name)
        guard present & Self.bit(hash) != 0 else { return (hash, nil) }
        let slots = slots.span
        for index in slots.indices where slots[index].hash == hash {
            if bytes.span.extracting(slots[index].name.bounds).equalsIgnoringASCIICase(name) { return (hash, index) }
        }
        return (hash, nil)
    }

    @inline(__always)
    private static func bit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 58) }
}

// MARK: - Looking up

extension ContextStorage {
    /// The index of a key's slot.
    ///
    /// - Parameter folded: the name in lower case.
    @inline(__always)
    func find(_ hash: UInt64, _ folded: Span<UInt8>) -> Int? {
        guard present & Self.bit(hash) != 0 else { return nil }
        let slots = slots.span
        let bytes = bytes.span
        var index = 0
        while index < slots.count {
            if slots[index].hash == hash, bytes.extracting(slots[index].name.bounds).equalsFolded(folded) {
                return index
            }
            index &+= 1
        }
        return nil
    }

    func find(_ key: String) -> Int? {
        let folded = key.utf8.map(\.asciiLowercased)
        return find(hashIgnoringCase(folded.span), folded.span)
    }

    /// Where one of a key's values stands.
    @inline(__always)
    func value(_ index: Int, of slot: ContextSlot) -> IndexRange {
        slot.valueCount == 1 ? slot.value : furtherValues.span[Int(slot.value.start) &+ index]
    }

    /// The value of a key that has exactly one; only those can stand in for policy variables.
    func singleValue(_ hash: UInt64, _ folded: Span<UInt8>) -> IndexRange? {
        guard let index = find(hash, folded), slots[index].valueCount == 1 else { return nil }
        return slots[index].value
    }

    func text(_ range: IndexRange) -> String {
        String(decoding: bytes[range.bounds], as: UTF8.self)
    }

    func values(ofSlot index: Int) -> [String] {
        let slot = slots[index]
        return (0..<Int(slot.valueCount)).map { text(value($0, of: slot)) }
    }
}
