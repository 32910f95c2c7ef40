import NIOHTTP1
import StateStore

/// Cross-origin resource sharing, answered by Lambda and not by the function.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors>
extension FunctionURLCORS {
    /// Whether a request only asks what it may ask.
    static func isPreflight(_ head: HTTPRequestHead) -> Bool {
        head.method == .OPTIONS && head.headers.contains(name: "origin")
            && head.headers.contains(name: "access-control-request-method")
    }

    /// The fields of the answer to a preflight request; none for an origin that may not ask.
    func preflightHeaders(for head: HTTPRequestHead) -> HTTPHeaders {
        var headers = originHeaders(for: head)
        guard headers.contains(name: "Access-Control-Allow-Origin") else { return headers }
        if let allowMethods {
            headers.add(name: "Access-Control-Allow-Methods", value: allowMethods.joined(separator: ","))
        }
        if let allowHeaders {
            headers.add(name: "Access-Control-Allow-Headers", value: allowHeaders.joined(separator: ","))
        }
        if let maxAgeSeconds { headers.add(name: "Access-Control-Max-Age", value: String(maxAgeSeconds)) }
        return headers
    }

    /// The fields that are added to the function's own answer, in place of its own.
    func headers(for head: HTTPRequestHead) -> HTTPHeaders {
        var headers = originHeaders(for: head)
        guard headers.contains(name: "Access-Control-Allow-Origin"), let exposeHeaders else { return headers }
        headers.add(name: "Access-Control-Expose-Headers", value: exposeHeaders.joined(separator: ","))
        return headers
    }

    private func originHeaders(for head: HTTPRequestHead) -> HTTPHeaders {
        guard let origin = head.headers.first(name: "origin"), let allowOrigins else { return [:] }
        let isAnyone = allowOrigins.contains("*")
        guard isAnyone || allowOrigins.contains(origin) else { return [:] }
        guard allowCredentials == true else {
            var headers: HTTPHeaders = ["Access-Control-Allow-Origin": isAnyone ? "*" : origin]
            if !isAnyone { headers.add(name: "Vary", value: "Origin") }
            return headers
        }
        return [
            "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true", "Vary": "Origin",
        ]
    }
}
