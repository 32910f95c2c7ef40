import Testing

@testable import StateStore

@Suite("Checksums")
struct ChecksumTests {
    private static let check = Array("123456789".utf8)

    private static func digests(_ algorithm: ChecksumAlgorithm, _ pieces: [[UInt8]]) -> ObjectDigests {
        var digester = ObjectDigester(algorithm)
        for piece in pieces { piece.withUnsafeBytes { digester.update($0) } }
        return digester.finish()
    }

    /// The check values of <https://reveng.sourceforge.io/crc-catalogue/all.htm>.
    @Test(
        "are those of the catalogue",
        arguments: [
            (ChecksumAlgorithm.crc32, [0xCB, 0xF4, 0x39, 0x26]), (.crc32c, [0xE3, 0x06, 0x92, 0x83]),
            (.crc64nvme, [0xAE, 0x8B, 0x14, 0x86, 0x0A, 0x79, 0x98, 0x88]),
        ] as [(ChecksumAlgorithm, [UInt8])]
    )
    func catalogue(algorithm: ChecksumAlgorithm, expected: [UInt8]) {
        #expect(Self.digests(algorithm, [Self.check]).checksum == expected)
    }

    @Test("do not depend on how the bytes are cut into pieces", arguments: ChecksumAlgorithm.allCases)
    func pieces(algorithm: ChecksumAlgorithm) {
        var generator = SeededGenerator(seed: 7)
        let bytes = (0..<1000).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
        let whole = Self.digests(algorithm, [bytes])
        for _ in 0..<20 {
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            #expect(Self.digests(algorithm, [Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
    }

    @Test(
        "of a whole follow from those of its parts",
        arguments: ChecksumAlgorithm.allCases.filter(\.combines),
        [[0], [1, 0, 7], [300, 5, 1024, 3], Array(repeating: 17, count: 30)]
    )
    func combining(algorithm: ChecksumAlgorithm, sizes: [Int]) {
        var generator = SeededGenerator(seed: 11)
        let parts = sizes.map { size in (0..<size).map { _ in UInt8.random(in: 0 ... .max, using: &generator) } }
        let combined = CombinedChecksum.fullObject(
            algorithm,
            parts: parts.map { (checksum: Self.digests(algorithm, [$0]).checksum, size: $0.count) }
        )
        #expect(combined == Self.digests(algorithm, parts).checksum)
    }

    @Test("that are hashes cannot be combined")
    func hashes() {
        #expect(CombinedChecksum.fullObject(.sha256, parts: []) == nil)
    }
}
