/// Checks that bytes are one JSON text (RFC 8259), without making anything of it: an event is passed on as it came.
///
/// One pass without recursion; nesting costs one bit a level.
struct JSONScanner {
    /// Deeper nesting than this is refused.
    static let maximumDepth = 1024

    struct Fault: Equatable {
        let reason: String
        let offset: Int
    }

    /// Nil for a well-formed text.
    static func firstFault(in bytes: [UInt8]) -> Fault? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            return scanner.scan()
        }
    }

    private enum Expectation {
        case value
        case valueOrEnd
        case keyOrEnd
        case key
        case commaOrEnd
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    /// For each open container, whether it is an object.
    private var isObject: [Bool] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func scan() -> Fault? {
        var expectation = Expectation.value
        while true {
            skipWhiteSpace()
            guard position < bytes.count else { return fault("unexpected end of the text") }
            guard let next = step(expectation) else { return fault("unexpected character") }
            expectation = next
            if isObject.isEmpty, case .commaOrEnd = expectation { break }
        }
        skipWhiteSpace()
        return position == bytes.count ? nil : fault("more than one value")
    }

    /// Takes one token; nil when it is not what is expected or is malformed.
    private mutating func step(_ expectation: Expectation) -> Expectation? {
        let byte = bytes[position]
        switch (expectation, byte) {
        case (.keyOrEnd, UInt8(ascii: "}")), (.valueOrEnd, UInt8(ascii: "]")): return close()
        case (.commaOrEnd, UInt8(ascii: "}")): return isObject.last == true ? close() : nil
        case (.commaOrEnd, UInt8(ascii: "]")): return isObject.last == false ? close() : nil
        case (.commaOrEnd, UInt8(ascii: ",")):
            position += 1
            return isObject.last == true ? .key : .value
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")): return key()
        case (.value, _), (.valueOrEnd, _): return value(byte)
        default: return nil
        }
    }

    private mutating func close() -> Expectation {
        position += 1
        isObject.removeLast()
        return .commaOrEnd
    }

    private mutating func key() -> Expectation? {
        guard string() else { return nil }
        skipWhiteSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
        position += 1
        return .value
    }

    private mutating func value(_ byte: UInt8) -> Expectation? {
        switch byte {
        case UInt8(ascii: "{"): return open(asObject: true)
        case UInt8(ascii: "["): return open(asObject: false)
        case UInt8(ascii: "\""): return string() ? .commaOrEnd : nil
        case UInt8(ascii: "t"): return literal("true") ? .commaOrEnd : nil
        case UInt8(ascii: "f"): return literal("false") ? .commaOrEnd : nil
        case UInt8(ascii: "n"): return literal("null") ? .commaOrEnd : nil
        default: return number() ? .commaOrEnd : nil
        }
    }

    private mutating func open(asObject: Bool) -> Expectation? {
        guard isObject.count < Self.maximumDepth else { return nil }
        position += 1
        isObject.append(asObject)
        return asObject ? .keyOrEnd : .valueOrEnd
    }

    private mutating func literal(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    private mutating func number() -> Bool {
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard let first = digit() else { return false }
        if first != UInt8(ascii: "0") { while digit() != nil {} }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard digit() != nil else { return false }
            while digit() != nil {}
        }
        return exponent()
    }

    private mutating func exponent() -> Bool {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return true }
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        guard digit() != nil else { return false }
        while digit() != nil {}
        return true
    }

    private mutating func digit() -> UInt8? {
        guard position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 else { return nil }
        position += 1
        return bytes[position - 1]
    }

    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func fault(_ reason: String) -> Fault {
        Fault(reason: reason, offset: position)
    }
}
