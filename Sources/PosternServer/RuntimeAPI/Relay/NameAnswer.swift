/// A DNS message (RFC 1035), as far as it must be understood to keep private addresses out of answers.
///
/// What is hostile here is whoever answers for a name: every length is checked and nothing is followed.
struct NameAnswer {
    private static let headerBytes = 12

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The two bytes that tie an answer to its question; nil for what is no message.
    static func identifier(of message: [UInt8]) -> UInt16? {
        guard message.count >= headerBytes else { return nil }
        return UInt16(message[0]) << 8 | UInt16(message[1])
    }

    /// Whether every address in it is one that functions may reach. False also for what cannot be read.
    var isPublic: Bool {
        guard bytes.count >= Self.headerBytes else { return false }
        var position = Self.headerBytes
        for _ in 0..<count(at: 4) {
            guard let end = endOfName(position), end + 4 <= bytes.count else { return false }
            position = end + 4
        }
        for _ in 0..<(count(at: 6) + count(at: 8) + count(at: 10)) {
            guard let end = endOfName(position), end + 10 <= bytes.count else { return false }
            let type = count(at: end)
            let data = end + 10
            position = data + count(at: end + 8)
            guard position <= bytes.count, isPublic(type, bytes[data..<position]) else { return false }
        }
        return true
    }

    private func isPublic(_ type: Int, _ data: ArraySlice<UInt8>) -> Bool {
        switch type {
        case 1:  // A
            return data.count == 4 && PublicAddress.includes(data.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        case 28: return PublicAddress.includes(Array(data))  // AAAA
        default: return true
        }
    }

    /// Where what follows a name begins; a pointer ends a name.
    private func endOfName(_ start: Int) -> Int? {
        var position = start
        while position < bytes.count {
            let length = Int(bytes[position])
            if length == 0 { return position + 1 }
            if length & 0xC0 == 0xC0 { return position + 2 }
            guard length & 0xC0 == 0 else { return nil }
            position += 1 + length
        }
        return nil
    }

    private func count(at position: Int) -> Int {
        Int(bytes[position]) << 8 | Int(bytes[position + 1])
    }

    /// The answer to `question` that refuses it; nil for what is no question.
    static func refusal(of question: [UInt8]) -> [UInt8]? {
        guard question.count >= headerBytes, question[2] & 0x80 == 0 else { return nil }
        let refused: UInt8 = 5
        // The identifier, "a response", the opcode and "recursion desired" of the question, no records at all.
        let flags = [question[2] & 0x79 | 0x80, 0x80 | refused]
        return Array(question.prefix(2)) + flags + [UInt8](repeating: 0, count: 8)
    }
}
