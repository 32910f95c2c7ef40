/// Counts and hashes what is written to an object: the MD5 that its ETag is, and one checksum.
package struct ObjectDigester {
    private let md5 = HashState(.md5)
    private let algorithm: ChecksumAlgorithm
    private var check: RedundancyCheck?
    private let hash: HashState?
    private(set) var size = 0

    package init(_ algorithm: ChecksumAlgorithm) {
        self.algorithm = algorithm
        check = algorithm.redundancyCheck.map(RedundancyCheck.init)
        hash =
            switch algorithm {
            case .sha1: HashState(.sha1)
            case .sha256: HashState(.sha256)
            case .crc32, .crc32c, .crc64nvme: nil
            }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        size += bytes.count
        md5.update(bytes)
        check?.update(bytes)
        hash?.update(bytes)
    }

    /// The results; the digester is of no further use.
    package func finish() -> ObjectDigests {
        let checksum = check.map { ChecksumBytes.of($0.value, width: $0.kind.width) } ?? hash?.finish() ?? []
        return ObjectDigests(size: size, md5: md5.finish(), algorithm: algorithm, checksum: checksum)
    }
}

/// Size and hashes of some bytes.
package struct ObjectDigests: Hashable, Sendable {
    package let size: Int
    package let md5: [UInt8]
    package let algorithm: ChecksumAlgorithm
    package let checksum: [UInt8]

    package init(size: Int, md5: [UInt8], algorithm: ChecksumAlgorithm, checksum: [UInt8]) {
        self.size = size
        self.md5 = md5
        self.algorithm = algorithm
        self.checksum = checksum
    }
}

/// The checksum of a whole from those of its parts.
package enum CombinedChecksum {
    /// As if the whole had been read; nil for the hashes, which cannot be combined.
    package static func fullObject(
        _ algorithm: ChecksumAlgorithm,
        parts: [(checksum: [UInt8], size: Int)]
    ) -> [UInt8]? {
        guard let kind = algorithm.redundancyCheck else { return nil }
        var combined: UInt64 = 0
        for part in parts {
            combined = kind.combined(combined, ChecksumBytes.number(part.checksum), secondLength: part.size)
        }
        return ChecksumBytes.of(combined, width: kind.width)
    }

    /// The checksum of the parts' checksums one behind the other.
    package static func composite(_ algorithm: ChecksumAlgorithm, parts: [[UInt8]]) -> [UInt8] {
        var digester = ObjectDigester(algorithm)
        for part in parts { part.withUnsafeBytes { digester.update($0) } }
        return digester.finish().checksum
    }

    /// The hexadecimal digits in the ETag of an object of several parts: the MD5 of the parts' MD5s.
    package static func etag(partMD5s: [[UInt8]]) -> [UInt8] {
        let md5 = HashState(.md5)
        for part in partMD5s { part.withUnsafeBytes { md5.update($0) } }
        return md5.finish()
    }
}

/// Redundancy checks as bytes, the most significant first.
enum ChecksumBytes {
    static func of(_ value: UInt64, width: Int) -> [UInt8] {
        stride(from: width - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
    }

    static func number(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
