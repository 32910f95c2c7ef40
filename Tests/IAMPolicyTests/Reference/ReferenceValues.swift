import Foundation

/// Readings of text as the types of the condition operators; nil when the text is not of the type.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
enum ReferenceValues {
    /// An integer or a decimal, with or without a sign.
    static func number(_ text: String) -> Decimal? {
        let unsigned = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(\.isDigits) else { return nil }
        return Decimal(string: text)
    }

    static func bool(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    static func bytes(_ text: String) -> Data? { Data(base64Encoded: text) }
}

extension Substring {
    /// At least one digit and nothing else.
    var isDigits: Bool { !isEmpty && allSatisfy { ("0"..."9").contains($0) } }

    /// The numbers in a text of the given shape, in which `d` stands for a digit and everything else for itself; nil
    /// when the text has another shape.
    func numbers(shape: String) -> [Int]? {
        guard count == shape.count else { return nil }
        let matches = zip(self, shape).allSatisfy { $1 == "d" ? ("0"..."9").contains($0) : $0 == $1 }
        return matches ? split { !("0"..."9").contains($0) }.compactMap { Int($0) } : nil
    }
}
