/// Context keys and values laid out flat, so that deciding looks them up without touching a `String`.
struct ContextStorage: Sendable {
    /// Key names as spelled and folded, values, and the names of the principal.
    private(set) var bytes: [UInt8] = []
    private(set) var slots: [ContextSlot] = []
    /// The values of all keys; those of one key stand together.
    private(set) var values: [IndexRange] = []

    /// One key of the context.
    struct ContextSlot: BitwiseCopyable, Sendable {
        /// Hash of the folded name.
        var hash: UInt64
        /// The folded name.
        var name: IndexRange
        /// The name as it was first spelled.
        var spelledName: IndexRange
        /// Index of the first value.
        var firstValue: UInt32
        var valueCount: UInt32
    }

    mutating func store(_ text: String) -> IndexRange {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return IndexRange(start: start, count: bytes.count - start)
    }

    mutating func set(_ key: String, to value: String) {
        let slot = openSlot(key, valueCount: 1)
        let range = store(value)
        slots[slot].firstValue = UInt32(values.count)
        values.append(range)
    }

    mutating func set(_ key: String, to newValues: [String]) {
        let slot = openSlot(key, valueCount: newValues.count)
        slots[slot].firstValue = UInt32(values.count)
        for value in newValues {
            values.append(store(value))
        }
    }

    /// Finds the key's slot or makes one, and sets its number of values.
    private mutating func openSlot(_ key: String, valueCount: Int) -> Int {
        let folded = store(key)
        bytes.fold(folded.bounds)
        let (hash, existing) = lookUp(folded)
        if let existing {
            bytes.removeLast(Int(folded.count))
            slots[existing].valueCount = UInt32(valueCount)
            return existing
        }
        slots.append(
            ContextSlot(
                hash: hash,
                name: folded,
                spelledName: store(key),
                firstValue: 0,
                valueCount: UInt32(valueCount)
            )
        )
        return slots.count - 1
    }

    private func lookUp(_ folded: IndexRange) -> (hash: UInt64, slot: Int?) {
        let name = bytes.span.extracting(folded.bounds)
        let hash = hashFolded(name)
        return (hash, find(hash, name))
    }

    /// The index of a key's slot.
    @inline(__always)
    func find(_ hash: UInt64, _ folded: Span<UInt8>) -> Int? {
        let slots = slots.span
        let bytes = bytes.span
        var index = 0
        while index < slots.count {
            if slots[index].hash == hash, bytes.extracting(slots[index].name.bounds).equals(folded) { return index }
            index &+= 1
        }
        return nil
    }

    /// The value of a key that has exactly one; only those can stand in for policy variables.
    func singleValue(_ hash: UInt64, _ folded: Span<UInt8>) -> IndexRange? {
        guard let index = find(hash, folded), slots[index].valueCount == 1 else { return nil }
        return values[Int(slots[index].firstValue)]
    }

    func find(_ key: String) -> Int? {
        let folded = key.utf8.map(\.asciiLowercased)
        return find(hashFolded(folded.span), folded.span)
    }

    func text(_ range: IndexRange) -> String {
        String(decoding: bytes[range.bounds], as: UTF8.self)
    }

    func values(ofSlot index: Int) -> [String] {
        let slot = slots[index]
        return values[Int(slot.firstValue)..<Int(slot.firstValue) + Int(slot.valueCount)].map(text)
    }
}
