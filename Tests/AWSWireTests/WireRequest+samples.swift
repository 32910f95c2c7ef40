@testable import AWSWire

extension WireRequest {
    /// A POST of the query protocol.
    static func query(_ form: String) -> WireRequest {
        WireRequest(
            method: "POST",
            rawPath: "/",
            headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(form.utf8)
        )
    }

    /// A POST of the JSON 1.1 protocol to CloudWatch Logs.
    static func logs(_ operation: String, _ body: String) -> WireRequest {
        WireRequest(
            method: "POST",
            rawPath: "/",
            headers: [("X-Amz-Target", "Logs_20140328.\(operation)"), ("Content-Type", "application/x-amz-json-1.1")],
            body: Array(body.utf8)
        )
    }

    /// A request to S3.
    static func s3(_ method: String, _ target: String, body: String = "") -> WireRequest {
        lambda(method, target, body: body)
    }

    /// A request to Lambda.
    static func lambda(_ method: String, _ target: String, body: String = "") -> WireRequest {
        let parts = target.split(separator: "?", maxSplits: 1)
        return WireRequest(
            method: method,
            rawPath: String(parts[0]),
            rawQuery: parts.count > 1 ? String(parts[1]) : "",
            body: Array(body.utf8)
        )
    }
}

extension WireResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension ServiceCatalog {
    /// Routes by the signing name alone, as for a signed request.
    func route(signedFor name: String, _ request: WireRequest) throws(RoutingFailure) -> RoutedRequest {
        try route(request, signingName: name)
    }
}
