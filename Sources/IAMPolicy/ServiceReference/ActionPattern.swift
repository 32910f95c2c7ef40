/// An action's name or service prefix with `*` and `?`, compared without regard to case.
///
/// The cost is at worst pattern × text with no recursion: on a mismatch only the last `*` takes one byte more.
struct ActionPattern {
    private let pattern: [UInt8]

    init(_ pattern: some StringProtocol) {
        self.pattern = Array(pattern.lowercased().utf8)
    }

    var isLiteral: Bool { !pattern.contains { $0 == Self.anyRun || $0 == Self.anyOne } }

    func matches(_ text: String) -> Bool {
        let text = Array(text.lowercased().utf8)
        var position = 0
        var patternPosition = 0
        var retry: (pattern: Int, text: Int)?
        while position < text.count {
            if patternPosition < pattern.count, pattern[patternPosition] == Self.anyRun {
                patternPosition += 1
                retry = (patternPosition, position)
            } else if patternPosition < pattern.count, Self.covers(pattern[patternPosition], text[position]) {
                patternPosition += 1
                position += 1
            } else if let last = retry {
                patternPosition = last.pattern
                position = last.text + 1
                retry = (last.pattern, position)
            } else {
                return false
            }
        }
        return pattern[patternPosition...].allSatisfy { $0 == Self.anyRun }
    }

    private static let anyRun = UInt8(ascii: "*")
    private static let anyOne = UInt8(ascii: "?")

    private static func covers(_ pattern: UInt8, _ byte: UInt8) -> Bool {
        pattern == anyOne || pattern == byte
    }
}
