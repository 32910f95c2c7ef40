/// The shape of a JSON number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
enum JSONNumber {
    /// - Returns: the index after the number that starts at `start`, or `start` when none does.
    static func end(in text: [UInt8], from start: Int) -> Int {
        var index = start
        if byte(text, index) == UInt8(ascii: "-") { index += 1 }
        let integer = digits(in: text, from: index)
        guard integer > index, integer == index + 1 || text[index] != UInt8(ascii: "0") else { return start }
        index = integer
        if byte(text, index) == UInt8(ascii: ".") {
            let fraction = digits(in: text, from: index + 1)
            guard fraction > index + 1 else { return start }
            index = fraction
        }
        guard let mark = byte(text, index), mark | 0x20 == UInt8(ascii: "e") else { return index }
        let sign = byte(text, index + 1)
        let first = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? index + 2 : index + 1
        let exponent = digits(in: text, from: first)
        return exponent > first ? exponent : start
    }

    private static func byte(_ text: [UInt8], _ index: Int) -> UInt8? {
        index < text.count ? text[index] : nil
    }

    private static func digits(in text: [UInt8], from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index
    }
}
