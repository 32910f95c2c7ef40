import Foundation

/// A JSON value that still lies in the text it was read from and is taken apart one level at a time.
///
/// The policies inside a case must reach the policy parser byte for byte, duplicate members included, and one broken
/// case must not spoil its neighbours; a tree of values would allow neither. Nothing here recurses, so deep nesting
/// costs nothing.
package struct JSONSlice: Sendable {
    private let text: [UInt8]
    /// Where the value stands in the text, without white space around it.
    private let range: Range<Int>

    private init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        self.range = range
    }

    /// The single value that a text consists of.
    package init(_ text: [UInt8]) throws(CaseError) {
        var scanner = JSONScanner(text, at: 0)
        self.init(text, try scanner.takeValue())
        guard scanner.peek() == nil else { throw .unreadable("expected one JSON value") }
    }

    /// What stands in a text one behind the other, or in arrays at the top of it.
    ///
    /// - Returns: everything up to the first thing that is no JSON, and the reason and the place in bytes of that.
    package static func items(in text: [UInt8]) -> (items: [JSONSlice], failure: (reason: CaseError, offset: Int)?) {
        var scanner = JSONScanner(text, at: 0)
        var items: [JSONSlice] = []
        do throws(CaseError) {
            while scanner.peek() != nil {
                guard scanner.take("[") else {
                    items.append(JSONSlice(text, try scanner.takeValue()))
                    continue
                }
                if scanner.take("]") { continue }
                repeat { items.append(JSONSlice(text, try scanner.takeValue())) } while scanner.take(",")
                guard scanner.take("]") else { throw .unreadable("expected ',' or ']'") }
            }
            return (items, nil)
        } catch {
            return (items, (error, scanner.offset))
        }
    }

    /// The value's own bytes.
    package var bytes: [UInt8] { Array(text[range]) }

    /// Where the value starts in the text, in bytes.
    package var offset: Int { range.lowerBound }

    package var isNull: Bool { text[range].elementsEqual("null".utf8) }
    package var isArray: Bool { text[range.lowerBound] == UInt8(ascii: "[") }
    package var isObject: Bool { text[range.lowerBound] == UInt8(ascii: "{") }

    /// The elements of an array.
    package func elements() throws(CaseError) -> [JSONSlice] {
        var scanner = JSONScanner(text, at: range.lowerBound)
        guard scanner.take("[") else { throw .unreadable("expected an array") }
        var elements: [JSONSlice] = []
        if scanner.take("]") { return elements }
        repeat {
            elements.append(JSONSlice(text, try scanner.takeValue()))
        } while scanner.take(",")
        guard scanner.take("]") else { throw .unreadable("expected ',' or ']'") }
        return elements
    }

    /// The members of an object, in order, duplicates included.
    package func members() throws(CaseError) -> [(name: String, value: JSONSlice)] {
        var scanner = JSONScanner(text, at: range.lowerBound)
        guard scanner.take("{") else { throw .unreadable("expected an object") }
        var members: [(name: String, value: JSONSlice)] = []
        if scanner.take("}") { return members }
        repeat {
            let name = try JSONSlice(text, scanner.takeValue()).string()
            guard scanner.take(":") else { throw .unreadable("expected ':'") }
            members.append((name, JSONSlice(text, try scanner.takeValue())))
        } while scanner.take(",")
        guard scanner.take("}") else { throw .unreadable("expected ',' or '}'") }
        return members
    }

    /// The text of a string.
    package func string() throws(CaseError) -> String {
        guard let string = plainString ?? decoded(String.self) else { throw .unreadable("expected a text in quotes") }
        return string
    }

    /// The string when nothing in it is escaped, which is the rule, and costs no decoder.
    private var plainString: String? {
        guard range.count > 1, text[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        let content = text[range].dropFirst().dropLast()
        guard content.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") }) else { return nil }
        return String(validating: content, as: UTF8.self)
    }

    /// `true` or `false`.
    package func bool() throws(CaseError) -> Bool {
        guard let flag = decoded(Bool.self) else { throw .unreadable("expected true or false") }
        return flag
    }

    private func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text[range]))
    }
}
