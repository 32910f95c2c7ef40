import Testing

@testable import AWSWire

@Suite("CBOR")
struct CBORTests {
    private static let schema = CloudWatch.PutMetricData.Input.schema

    private func members(_ bytes: [UInt8]) throws -> [WireValue?] {
        try CBORValueDecoder.members(of: Self.schema, in: bytes)
    }

    private func text(_ value: String) -> [UInt8] {
        var writer = CBORWriter()
        writer.text(value)
        return writer.bytes
    }

    /// A request with one datum whose value is written as `value`.
    private func datum(_ value: [UInt8]) -> [UInt8] {
        [0xA2] + text("Namespace") + text("n") + text("MetricData") + [0x81, 0xA2] + text("MetricName") + text("m")
            + text("Value") + value
    }

    /// The examples of <https://www.rfc-editor.org/rfc/rfc8949#appendix-A>.
    @Test(
        "Numbers are read in every form",
        arguments: [
            ([0x00], 0), ([0x17], 23), ([0x18, 0x18], 24), ([0x19, 0x03, 0xE8], 1000), ([0x20], -1),
            ([0x38, 0x63], -100), ([0x1A, 0x00, 0x0F, 0x42, 0x40], 1_000_000), ([0xF9, 0x3C, 0x00], 1),
            ([0xF9, 0x3E, 0x00], 1.5), ([0xF9, 0x7B, 0xFF], 65504), ([0xF9, 0x00, 0x01], 5.960464477539063e-8),
            ([0xF9, 0xC4, 0x00], -4), ([0xFA, 0x47, 0xC3, 0x50, 0x00], 100_000),
            ([0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A], 1.1),
        ] as [([UInt8], Double)]
    )
    func numbers(written: [UInt8], meant: Double) throws {
        let values = try members(datum(written))
        guard case .list(let data)? = values[1], case .structure(let first)? = data.first else {
            Issue.record("no datum was read")
            return
        }
        let place = try #require(CloudWatch.MetricDatum.schema.members.firstIndex { $0.name == "Value" })
        #expect(first[place] == .double(meant))
    }

    @Test("Texts, arrays and maps may have no length and end with a break; what is unknown and null is passed over")
    func indefinite() throws {
        let namespace: [UInt8] = [0x7F] + text("own") + text("/app") + [0xFF]
        let unknown = text("Unknown") + [0x9F, 0x01, 0xC1, 0x1A, 0, 0, 0, 1, 0xA1, 0x61, 0x61, 0xF5, 0xFF]
        let null = text("MetricData") + [0xF6]
        let values = try members([0xBF] + text("Namespace") + namespace + unknown + null + [0xFF])
        #expect(values[0] == .string("own/app"))
        #expect(values[1] == nil)
    }

    @Test(
        "What is broken is refused",
        arguments: [
            [0x80], [0xA1], [0xA1, 0x01, 0x02], [0xBF], [0xFF], [0x1C], [0xA0, 0x00], [0x5F], [0xDF],
            [0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xA1, 0x61, 0xFF, 0x00],
            [0xA1, 0x7B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]]
    )
    func broken(bytes: [UInt8]) {
        #expect(throws: DecodingFault.self) { try members(bytes) }
    }

    @Test("Nesting is bounded")
    func depth() {
        let deep = [0xA1] + text("Unknown") + Array(repeating: UInt8(0x81), count: 100_000)
        #expect(throws: DecodingFault.self) { try members(deep) }
    }

    @Test("Values of the wrong kind are refused")
    func kinds() {
        #expect(throws: DecodingFault.self) { try members(datum(text("1"))) }
        #expect(throws: DecodingFault.self) { try members([0xA1] + text("Namespace") + [0x01]) }
    }

    @Test("Whatever is done to the bytes of a request, it is read or refused")
    func mutations() {
        let seed = UInt64.random(in: 0 ... .max)
        print("CBOR seed \(seed)")
        var generator = SeededGenerator(state: seed)
        let sample = datum([0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A])
        for _ in 0..<5000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                bytes[place] = UInt8.random(in: 0 ... .max, using: &generator)
            }
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
            do throws(DecodingFault) {
                _ = try CBORValueDecoder.members(of: Self.schema, in: bytes)
            } catch {
                continue
            }
        }
    }
}
