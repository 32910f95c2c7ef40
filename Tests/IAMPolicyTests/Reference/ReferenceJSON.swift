import Foundation

/// A JSON value as the reference evaluator sees it: small, slow, and read by Foundation, so that nothing of the
/// engine's own parser can hide a mistake from the comparison.
enum ReferenceJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([ReferenceJSON])
    case object([String: ReferenceJSON])

    /// The members of an object, none for anything else.
    var members: [String: ReferenceJSON] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    /// The elements of an array; a value that stands alone counts as an array of one, as in every policy element.
    var elements: [ReferenceJSON] {
        guard case .array(let elements) = self else { return [self] }
        return elements
    }

    /// The text a policy value stands for: `true`, `10` and `"10"` are all values a condition may hold.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// The texts of a value or of an array of values.
    var texts: [String] { elements.compactMap(\.text) }
}

extension ReferenceJSON: Decodable {
    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyName.self) {
            let members = try container.allKeys.map { ($0.stringValue, try container.decode(Self.self, forKey: $0)) }
            self = .object(Dictionary(uniqueKeysWithValues: members))
        } else if var container = try? decoder.unkeyedContainer() {
            var elements: [Self] = []
            while !container.isAtEnd { elements.append(try container.decode(Self.self)) }
            self = .array(elements)
        } else {
            self = try Self(scalar: decoder.singleValueContainer())
        }
    }

    private init(scalar container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? container.decode(Decimal.self) {
            self = .number("\(number)")
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    private struct AnyName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension ReferenceJSON: CustomStringConvertible {
    /// JSON text with members in alphabetical order.
    var description: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): text
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[" + elements.map(\.description).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { Self.quoted($0.key) + ":" + $0.value.description }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\u{0}"..<" ": "\\u" + String(format: "%04x", scalar.value)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

extension ReferenceJSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(stringLiteral text: String) { self = .string(text) }
    init(arrayLiteral elements: ReferenceJSON...) { self = .array(elements) }
    init(dictionaryLiteral members: (String, ReferenceJSON)...) {
        self = .object(Dictionary(members) { _, last in last })
    }
}
