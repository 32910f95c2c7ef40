import Testing

@testable import PosternServer

struct NameAnswerTests {
    /// `example.` asked for, then the records with a pointer to that name.
    private static func message(_ records: [(type: UInt8, data: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = [0xAB, 0xCD, 0x81, 0x80, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
        bytes += [7] + Array("example".utf8) + [0, 0, 1, 0, 1]
        for record in records {
            bytes += [0xC0, 12, 0, record.type, 0, 1, 0, 0, 0, 60, 0, UInt8(record.data.count)] + record.data
        }
        return bytes
    }

    private static let publicIPv6: [UInt8] = [0x26, 0x06] + [UInt8](repeating: 0, count: 14)
    private static let localIPv6: [UInt8] = [UInt8](repeating: 0, count: 15) + [1]

    @Test("answers of public addresses, and of other things, pass")
    func passes() {
        #expect(NameAnswer(Self.message([(1, [8, 8, 8, 8]), (28, Self.publicIPv6)])).isPublic)
        #expect(NameAnswer(Self.message([(5, [0xC0, 12]), (16, [10, 0, 0, 1])])).isPublic)
        #expect(NameAnswer(Self.message([])).isPublic)
    }

    @Test("one private address spoils an answer, wherever it stands")
    func privateAddress() {
        #expect(!NameAnswer(Self.message([(1, [10, 0, 0, 1])])).isPublic)
        #expect(!NameAnswer(Self.message([(1, [8, 8, 8, 8]), (1, [127, 0, 0, 1])])).isPublic)
        #expect(!NameAnswer(Self.message([(28, Self.localIPv6)])).isPublic)
        #expect(!NameAnswer(Self.message([(1, [8, 8, 8])])).isPublic)
    }

    @Test("what is cut off anywhere does not pass, and nothing crashes")
    func truncated() {
        let whole = Self.message([(1, [8, 8, 8, 8])])
        for length in 0..<whole.count { #expect(!NameAnswer(Array(whole.prefix(length))).isPublic) }
    }

    @Test("random bytes are read without harm")
    func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...80, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = NameAnswer(bytes).isPublic
        }
    }

    @Test("a refusal answers its question and nothing else")
    func refusal() throws {
        var question = Self.message([])
        question[2] = 0x01
        let refusal = try #require(NameAnswer.refusal(of: question))
        #expect(refusal == [0xAB, 0xCD, 0x81, 0x85, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(NameAnswer.refusal(of: Self.message([])) == nil)
        #expect(NameAnswer.refusal(of: [1, 2, 3]) == nil)
    }
}
