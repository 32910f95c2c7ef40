import Foundation
import NIOCore
import NIOHTTP1

/// What a function's result means as an HTTP answer.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload>
struct FunctionURLResponse: Sendable {
    var status = 200
    /// As the function gave them; names in its spelling.
    var headers: [(name: String, value: String)] = []
    var cookies: [String] = []
    var body: [UInt8] = []

    /// A plain success.
    init() {}

    /// Reads a whole result. An object with a `statusCode` says itself what to answer; anything else is a body of JSON, and
    /// a string is the body as it is.
    ///
    /// - Returns: nil for a result that is not JSON, and for a status that is none.
    init?(result: [UInt8]) {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(result), options: .fragmentsAllowed)
        } catch {
            return nil
        }
        guard let object = value as? [String: Any], object["statusCode"] != nil else {
            body = (value as? String).map { Array($0.utf8) } ?? result
            return
        }
        guard readHead(object), let body = Self.body(object) else { return nil }
        self.body = body
    }

    /// Reads the head that a streamed response may begin with.
    init?(prelude: [UInt8]) {
        guard let value = try? JSONSerialization.jsonObject(with: Data(prelude)), let object = value as? [String: Any],
            readHead(object)
        else { return nil }
    }

    private mutating func readHead(_ object: [String: Any]) -> Bool {
        if let code = object["statusCode"], !(code is NSNull) {
            guard let status = Self.status(code) else { return false }
            self.status = status
        }
        for (name, value) in object["headers"] as? [String: Any] ?? [:] {
            if let text = Self.text(value) { headers.append((name, text)) }
        }
        headers.sort { $0.name < $1.name }
        cookies = (object["cookies"] as? [Any] ?? []).compactMap(Self.text)
        return true
    }

    private static func status(_ code: Any) -> Int? {
        let number = (code as? NSNumber)?.intValue ?? (code as? String).flatMap(Int.init)
        guard let number, (100...599).contains(number) else { return nil }
        return number
    }

    private static func text(_ value: Any) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: isBoolean(number) ? (number.boolValue ? "true" : "false") : number.stringValue
        default: nil
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }

    /// Nil for base64 that is none.
    private static func body(_ object: [String: Any]) -> [UInt8]? {
        switch object["body"] {
        case nil, is NSNull: return []
        case let text as String:
            guard object["isBase64Encoded"] as? Bool == true else { return Array(text.utf8) }
            return Data(base64Encoded: text).map(Array.init)
        case let value?:
            guard let data = try? JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed) else {
                return nil
            }
            return Array(data)
        }
    }
}

extension FunctionURLResponse {
    /// Fields that are Lambda's own to set; what a function says of them goes out under another name.
    private static let remapped: Set<String> = [
        "connection", "content-length", "date", "expect", "host", "keep-alive", "max-forwards", "proxy-authenticate",
        "server", "te", "trailer", "upgrade", "via", "www-authenticate",
    ]

    /// The header fields of the answer.
    ///
    /// - Parameter defaultContentType: of a function that names none.
    func httpHeaders(defaultContentType: String = "application/json") -> HTTPHeaders {
        var fields = HTTPHeaders()
        for (name, value) in headers where Self.isValid(name, value) {
            let lowered = name.lowercased()
            if lowered == "transfer-encoding" { continue }
            fields.add(name: Self.remapped.contains(lowered) ? "x-amzn-Remapped-\(name)" : name, value: value)
        }
        if !fields.contains(name: "content-type") { fields.add(name: "Content-Type", value: defaultContentType) }
        for cookie in cookies where Self.isValid("set-cookie", cookie) { fields.add(name: "Set-Cookie", value: cookie) }
        return fields
    }

    /// Whether a field can be written without becoming something else: no function splits an answer in two.
    private static func isValid(_ name: String, _ value: String) -> Bool {
        let isToken = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
        return !name.isEmpty && isToken && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
