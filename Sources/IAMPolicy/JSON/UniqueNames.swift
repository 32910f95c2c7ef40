/// The names already seen in one JSON object.
///
/// Names are compared byte by byte: two spellings of one character are two names, as for every JSON parser.
struct UniqueNames {
    private var names: [String] = []
    private var index: Set<[UInt8]> = []
    /// Up to here a scan is cheaper than hashing, and most objects of a policy are smaller.
    private static let scanLimit = 8

    /// - Returns: false when the name was there already.
    mutating func insert(_ name: String) -> Bool {
        if names.count < Self.scanLimit {
            guard !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return false }
            names.append(name)
            return true
        }
        if index.isEmpty { index = Set(names.map { Array($0.utf8) }) }
        return index.insert(Array(name.utf8)).inserted
    }
}
