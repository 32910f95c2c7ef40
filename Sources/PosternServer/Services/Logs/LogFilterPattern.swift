import AWSWire

/// A filter pattern of unstructured terms: words and quoted phrases that must all be in the message, `?term` of which one
/// must be, and `-term` that must not.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html>
struct LogFilterPattern: Sendable {
    private var required: [String] = []
    private var optional: [String] = []
    private var excluded: [String] = []

    /// - Throws: `InvalidParameterException` for JSON and space-delimited patterns, which are not supported, and for a
    ///   quotation mark that is not closed.
    init(_ pattern: String) throws(ServiceFault) {
        guard pattern.first != "{", pattern.first != "[", pattern.first != "%" else {
            throw Logs.Fault.invalidParameter(
                "Postern supports filter patterns of terms only, such as: ERROR \"not found\" -DEBUG"
            )
        }
        var rest = pattern[...]
        while let term = try Self.nextTerm(&rest) {
            switch term.mark {
            case "?": optional.append(term.text)
            case "-": excluded.append(term.text)
            default: required.append(term.text)
            }
        }
    }

    func matches(_ message: String) -> Bool {
        required.allSatisfy(message.contains) && !excluded.contains(where: message.contains)
            && (optional.isEmpty || optional.contains(where: message.contains))
    }

    private static func nextTerm(_ rest: inout Substring) throws(ServiceFault) -> (mark: Character?, text: String)? {
        rest = rest.drop { $0 == " " }
        guard let first = rest.first else { return nil }
        let mark: Character? = first == "?" || first == "-" ? rest.removeFirst() : nil
        guard rest.first == "\"" else {
            let word = rest.prefix { $0 != " " }
            rest = rest.dropFirst(word.count)
            return (mark, String(word))
        }
        rest.removeFirst()
        let phrase = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(phrase.count)
        guard !rest.isEmpty else {
            throw Logs.Fault.invalidParameter("Invalid filter pattern: a quotation mark is not closed")
        }
        rest.removeFirst()
        return (mark, String(phrase))
    }
}
