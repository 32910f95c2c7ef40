/// Splits the text of a pattern into literal bytes, wildcards and variables.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
struct PatternSyntax {
    /// What wildcards may match, by where the pattern stands.
    enum Scope {
        /// Wildcards mean themselves.
        case literal
        /// A plain glob.
        case glob
        /// `Resource`: within the first five ARN segments wildcards stay in their segment, except a `*` that ends it,
        /// which may expand past the colon. By the letter of the guide that holds for a segment which is `*` alone, too;
        /// but that is how one writes "any region", so it stands for its own segment unless it ends the pattern.
        case resource
        /// ARN operators: each of the six components is matched on its own.
        case arn
    }

    let scope: Scope
    /// Whether `${…}` is a variable, which it is since version 2012-10-17.
    let expandsVariables: Bool

    /// A part of a pattern.
    enum Piece: Equatable {
        /// Text with wildcards as ``Wildcard`` bytes.
        case text([UInt8])
        /// The value of a context key, or the default when the request has none.
        case variable(key: String, defaultValue: String?)
        /// A variable before the fifth colon of a `Resource`, where the guide allows none.
        case misplacedVariable
    }

    /// A variable that is not closed or has no name.
    struct VariableError: Error {
        /// One line, lower case, user text in quotes.
        let detail: String
    }

    func parse(_ pattern: String) throws(VariableError) -> [Piece] {
        let bytes = Array(pattern.utf8)
        if scope == .arn, bytes == [UInt8(ascii: "*")] { return [.text([Wildcard.run])] }
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var segment = 0
        var index = 0
        while index < bytes.count {
            if expandsVariables, let end = try variableEnd(bytes, at: index) {
                let content = bytes[index + 2..<end - 1]
                if let special = escaped(content) {
                    text.append(special)
                } else {
                    if !text.isEmpty { pieces.append(.text(text)) }
                    text = []
                    pieces.append(scope == .resource && segment < 5 ? .misplacedVariable : try variable(content))
                }
                index = end
                continue
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") { segment += 1 }
            if scope != .literal, byte == UInt8(ascii: "*") {
                let run = index..<endOfRun(bytes, from: index)
                text.append(compiledRun(bytes, run, segment: segment))
                index = run.upperBound
            } else {
                text.append(compiled(byte, segment: segment))
                index += 1
            }
        }
        if !text.isEmpty || pieces.isEmpty { pieces.append(.text(text)) }
        return pieces
    }

    /// - Returns: the index after the brace that closes the variable starting at `index`; nil when none starts there.
    private func variableEnd(_ bytes: [UInt8], at index: Int) throws(VariableError) -> Int? {
        guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{") else {
            return nil
        }
        guard let brace = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
            throw VariableError(detail: "policy variable without '}' in '\(String(decoding: bytes, as: UTF8.self))'")
        }
        guard brace > index + 2 else {
            throw VariableError(detail: "empty policy variable in '\(String(decoding: bytes, as: UTF8.self))'")
        }
        return brace + 1
    }

    /// `${*}`, `${?}` and `${$}` stand for the characters themselves.
    private func escaped(_ content: ArraySlice<UInt8>) -> UInt8? {
        guard content.count == 1, let byte = content.first else { return nil }
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "$"): return byte
        default: return nil
        }
    }

    /// `key`, or `key, 'default'`.
    private func variable(_ content: ArraySlice<UInt8>) throws(VariableError) -> Piece {
        guard let comma = content.firstIndex(of: UInt8(ascii: ",")) else {
            return .variable(key: content.trimmedText, defaultValue: nil)
        }
        let quoted = content[(comma + 1)...].trimmed
        let quote = UInt8(ascii: "'")
        guard quoted.count >= 2, quoted.first == quote, quoted.last == quote else {
            let text = String(decoding: content, as: UTF8.self)
            throw VariableError(detail: "the default in '${\(text)}' must stand in single quotes")
        }
        let value = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        return .variable(key: content[..<comma].trimmedText, defaultValue: value)
    }

    private func endOfRun(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { $0 != UInt8(ascii: "*") } ?? bytes.count
    }

    /// Stars in a row mean what one of them means. A run that ends the pattern, or a segment that it does not make up
    /// alone, may expand past the colon in a `Resource`.
    private func compiledRun(_ bytes: [UInt8], _ run: Range<Int>, segment: Int) -> UInt8 {
        guard isInSegment(segment) else { return Wildcard.run }
        guard scope == .resource else { return Wildcard.segmentRun }
        guard run.upperBound < bytes.count else { return Wildcard.run }
        let endsSegment = bytes[run.upperBound] == UInt8(ascii: ":")
        let isAlone = run.lowerBound == 0 || bytes[run.lowerBound - 1] == UInt8(ascii: ":")
        return endsSegment && !isAlone ? Wildcard.run : Wildcard.segmentRun
    }

    private func compiled(_ byte: UInt8, segment: Int) -> UInt8 {
        guard scope != .literal, byte == UInt8(ascii: "?") else { return byte }
        return isInSegment(segment) ? Wildcard.segmentOne : Wildcard.one
    }

    /// Whether wildcards there know the colons between segments.
    private func isInSegment(_ segment: Int) -> Bool {
        (scope == .resource || scope == .arn) && segment < 5
    }
}

extension String {
    /// Whether `${` stands somewhere, as every policy variable starts. Walks over bytes: it is asked of every value of
    /// every policy.
    var hasVariableMark: Bool {
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") { return true }
            previous = byte
        }
        return false
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces at either end.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let space = UInt8(ascii: " ")
        guard let first = firstIndex(where: { $0 != space }), let last = lastIndex(where: { $0 != space }) else {
            return []
        }
        return self[first...last]
    }

    fileprivate var trimmedText: String { String(decoding: trimmed, as: UTF8.self) }
}
