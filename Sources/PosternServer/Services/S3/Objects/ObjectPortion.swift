import AWSWire
import StateStore

/// The bytes of an object that an answer holds.
struct ObjectPortion: Sendable, Equatable {
    let bytes: Range<Int>
    /// All bytes of the object.
    let size: Int
    /// Whether only a part was asked for, which 206 says.
    let isPartial: Bool
    /// The part's own checksum in base64, where it was asked for by its number.
    var partChecksum: String?

    private init(bytes: Range<Int>, size: Int, isPartial: Bool) {
        self.bytes = bytes
        self.size = size
        self.isPartial = isPartial
    }

    /// One range of bytes; of several, or of what is no range, S3 takes no notice.
    ///
    /// <https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2>
    /// - Throws: `InvalidRange` for one that begins behind the end.
    init(range: String?, size: Int) throws(ServiceFault) {
        guard let range, let (first, last) = Self.positions(range) else {
            self.init(bytes: 0..<size, size: size, isPartial: false)
            return
        }
        let start = first ?? max(0, size - (last ?? 0))
        let end = first == nil ? size : min(size, last.map { $0 < Int.max ? $0 + 1 : $0 } ?? size)
        guard start < end else {
            throw S3Faults.fault(
                "InvalidRange",
                "The requested range is not satisfiable",
                416,
                [.init("RangeRequested", range), .init("ActualObjectSize", String(size))],
                headers: [.init("Content-Range", "bytes */\(size)")]
            )
        }
        self.init(bytes: start..<end, size: size, isPartial: true)
    }

    /// A part by its number; an object that came whole has one.
    ///
    /// - Throws: `InvalidPartNumber`.
    init(part number: Int, of object: StoredObject) throws(ServiceFault) {
        let size = object.summary.size
        let parts = object.attributes.parts
        if parts.isEmpty, number == 1 {
            self.init(bytes: 0..<size, size: size, isPartial: true)
            return
        }
        guard let index = parts.indices.first(where: { $0 + 1 == number }) else {
            throw S3Faults.fault(
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
                416,
                [.init("PartNumberRequested", String(number)), .init("ActualPartCount", String(max(1, parts.count)))]
            )
        }
        let start = parts[..<index].reduce(0) { $0 + $1.size }
        self.init(bytes: start..<(start + parts[index].size), size: size, isPartial: true)
        partChecksum = parts[index].checksum
    }

    var contentRange: String? {
        guard isPartial, !bytes.isEmpty else { return nil }
        return "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
    }

    /// First and last byte; without a first one, the last so many bytes.
    private static func positions(_ range: String) -> (first: Int?, last: Int?)? {
        guard range.hasPrefix("bytes=") else { return nil }
        let bounds = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
            return nil
        }
        let numbers = bounds.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
        switch (numbers[0], numbers[1]) {
        case (nil, nil): return nil
        case (let first?, let last?) where last < first: return nil
        default: return (numbers[0], numbers[1])
        }
    }
}
