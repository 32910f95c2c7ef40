/// The parameters of a query, decoded and encoded again, and the third line of the canonical request they make.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
struct CanonicalQuery: ~Copyable {
    /// Ranges of `bytes`, canonically encoded.
    private struct Parameter {
        let name: Range<Int>
        let value: Range<Int>
    }

    private var bytes = ByteArena(capacity: 1024)
    /// In order of arrival until they are written.
    private var parameters: [Parameter] = []

    /// Forgets the last request and reads the parameters of the next.
    ///
    /// Empty pieces (`a=1&&b=2`) are no parameters; `name` alone means `name=`.
    mutating func read(_ query: UnsafeRawBufferPointer) throws(SignatureError) {
        bytes.removeAll()
        if !parameters.isEmpty { parameters.removeAll(keepingCapacity: true) }
        var position = 0
        while position < query.count {
            let end = query.offset(of: ASCII.ampersand, from: position) ?? query.count
            if end > position { try add(UnsafeRawBufferPointer(rebasing: query[position..<end])) }
            position = end + 1
        }
    }

    /// The decoded value of the first parameter of a name; `nil` if there is none.
    func firstValue(of parameter: PresignedParameter) -> [UInt8]? {
        for candidate in parameters where bytes[candidate.name].equals(string: parameter.rawValue) {
            return decoded(candidate.value)
        }
        return nil
    }

    /// Appends `name=value&…` sorted by name, then by value.
    mutating func append(without left: [PresignedParameter], to output: inout ByteArena) {
        if parameters.count > 1 { sort() }
        var isFirst = true
        for parameter in parameters where !left.contains(where: { bytes[parameter.name].equals(string: $0.rawValue) }) {
            if !isFirst { output.append(ASCII.ampersand) }
            isFirst = false
            output.append(bytes[parameter.name])
            output.append(ASCII.equals)
            output.append(bytes[parameter.value])
        }
    }

    private mutating func add(_ piece: UnsafeRawBufferPointer) throws(SignatureError) {
        let mark = piece.offset(of: ASCII.equals) ?? piece.count
        let name = try appendCanonical(piece[..<mark])
        let value = try appendCanonical(UnsafeRawBufferPointer(rebasing: piece[min(mark + 1, piece.count)...]))
        parameters.append(Parameter(name: name, value: value))
    }

    /// AWS reads `+` in a query as a space.
    private mutating func appendCanonical(_ text: UnsafeRawBufferPointer) throws(SignatureError) -> Range<Int> {
        let start = bytes.count
        var index = 0
        while index < text.count {
            switch text[index] {
            case ASCII.percent:
                do {
                    PercentEncoding.append(try PercentEncoding.decodeEscape(at: index, in: text), to: &bytes)
                } catch {
                    throw .malformedQueryString(error.fault)
                }
                index += 3
            case ASCII.plus:
                PercentEncoding.appendEscape(of: ASCII.space, to: &bytes)
                index += 1
            default:
                PercentEncoding.append(text[index], to: &bytes)
                index += 1
            }
        }
        return start..<bytes.count
    }

    /// The bytes behind canonical text, whose escapes are all well formed.
    private func decoded(_ range: Range<Int>) -> [UInt8] {
        let text = bytes[range]
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == ASCII.percent, let high = ASCII.hexValue(text[index + 1]),
                let low = ASCII.hexValue(text[index + 2])
            else {
                result.append(text[index])
                index += 1
                continue
            }
            result.append(high << 4 | low)
            index += 3
        }
        return result
    }

    private mutating func sort() {
        let all = bytes.all
        func text(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: all[range]) }
        parameters.sort { left, right in
            let (name, otherName) = (text(left.name), text(right.name))
            return name.equals(otherName) ? text(left.value).precedes(text(right.value)) : name.precedes(otherName)
        }
    }
}
