/// `true` and `false` in any case.
enum BooleanText {
    static func parse(_ text: Span<UInt8>) -> Bool? {
        if matches(text, "true") { return true }
        if matches(text, "false") { return false }
        return nil
    }

    private static func matches(_ text: Span<UInt8>, _ word: String) -> Bool {
        guard text.count == word.utf8.count else { return false }
        var index = 0
        for byte in word.utf8 {
            guard text[index].asciiLowercased == byte else { return false }
            index &+= 1
        }
        return true
    }
}
