import AWSWire
import Foundation
import NIOCore
import NIOHTTP1
import StateStore

/// The parts of the event that take some reading of the request.
extension FunctionURLEvent {
    /// Fields of one hop, and the proof of who calls, which is nobody else's business.
    private static let withheldHeaders: Set<String> = [
        "authorization", "connection", "cookie", "keep-alive", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Names in lower case; the values of fields that come more than once between commas.
    static func headers(_ request: GatewayRequest, trace: String) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in request.head.headers {
            let name = name.lowercased()
            guard !withheldHeaders.contains(name) else { continue }
            headers[name] = headers[name].map { "\($0),\(value)" } ?? value
        }
        headers["x-amzn-trace-id"] = trace
        headers["x-forwarded-for"] = request.ingress.peerAddress ?? "127.0.0.1"
        headers["x-forwarded-proto"] = "http"
        headers["x-forwarded-port"] = port(of: request.head.headers.first(name: "host"))
        return headers
    }

    private static func port(of host: String?) -> String {
        guard let host, let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return "80" }
        return String(host[host.index(after: colon)...])
    }

    /// `name=value` each; nil when there are none.
    static func cookies(_ headers: HTTPHeaders) -> [String]? {
        let cookies = headers[canonicalForm: "cookie"].flatMap { field in
            field.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        return cookies.isEmpty ? nil : cookies
    }

    /// Decoded; the values of a name that comes more than once between commas. Nil when there are none, or when the query
    /// is not well formed: the raw one tells what was sent.
    static func parameters(_ query: String) -> [String: String]? {
        guard let items = try? FormItems(parsing: query).items, !items.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        for (name, value) in items { parameters[name] = parameters[name].map { "\($0),\(value)" } ?? value }
        return parameters
    }

    /// Text as it is, everything else in base64; nil when there is none.
    static func body(_ request: GatewayRequest) -> (body: String?, isBase64Encoded: Bool) {
        let bytes = request.body.readableBytesView
        guard !bytes.isEmpty else { return (nil, false) }
        if isText(request.head.headers.first(name: "content-type")),
            let text = String(validating: bytes, as: UTF8.self)
        {
            return (text, false)
        }
        return (Data(bytes).base64EncodedString(), true)
    }

    private static func isText(_ contentType: String?) -> Bool {
        let type = (contentType ?? "").prefix { $0 != ";" }.lowercased().trimmingCharacters(in: .whitespaces)
        return type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
            || ["application/json", "application/javascript", "application/xml"].contains(type)
    }
}

extension Moment {
    /// `23/Nov/2026:08:15:30 +0000`, as web servers log.
    var commonLogText: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = iso8601Seconds.split { !$0.isNumber }
        let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
        return "\(parts[2])/\(month)/\(parts[0]):\(parts[3]):\(parts[4]):\(parts[5]) +0000"
    }
}
