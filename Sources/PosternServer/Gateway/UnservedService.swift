import AWSWire

/// A request that is signed for a service of AWS's that Postern does not serve: refused in that service's own protocol, so
/// that its client shows the user why.
struct UnservedService {
    /// The service term of the credential scope.
    private let name: String
    private let form: Form
    /// The operation's name; for REST protocols method and path.
    private let operation: String

    /// How an error is written for the client of a service.
    private enum Form {
        case wire(WireProtocol)
        /// EC2's own form of the query protocol.
        case ec2
    }

    /// Services whose clients read XML, which nothing in their requests says.
    private static let restXMLServices: Set<String> = [
        "cloudfront", "route53", "s3", "s3express", "s3-object-lambda", "s3-outposts",
    ]

    init(_ request: WireRequest, signedFor name: String) {
        self.name = name
        let path = request.rawPath
        if request.likelyProtocol == .rpcV2CBOR {
            form = .wire(.rpcV2CBOR)
            operation = path.split(separator: "/").last.map(String.init) ?? path
        } else if name == "ec2" {
            form = .ec2
            operation = Self.action(in: request) ?? path
        } else if let target = request.headers.first(named: "x-amz-target") {
            form = .wire(request.likelyProtocol)
            operation = target.split(separator: ".").last.map(String.init) ?? target
        } else if let action = Self.action(in: request) {
            form = .wire(.query)
            operation = action
        } else {
            form = .wire(Self.restXMLServices.contains(name) ? .restXML : .restJSON)
            operation = "\(request.method) \(path)"
        }
    }

    /// Characters of the operation's name that are told; a path may be as long as a head.
    private static let maximumNameLength = 200

    var fault: ServiceFault {
        let operation = operation.prefix(Self.maximumNameLength)
        let message = "Postern does not serve \(name) yet, and so not its operation \(operation)."
        return switch form {
        case .wire(.query), .ec2: ServiceFault(code: "InvalidAction", message: message)
        case .wire(.json10), .wire(.json11), .wire(.rpcV2CBOR):
            ServiceFault(code: "UnknownOperationException", message: message)
        case .wire(.restJSON): ServiceFault(code: "UnknownOperationException", message: message, status: 404)
        case .wire(.restXML): ServiceFault(code: "NotImplemented", message: message, status: 501, origin: .receiver)
        }
    }

    func response(to fault: ServiceFault, requestID: String) -> WireResponse {
        switch form {
        case .wire(let wireProtocol): fault.response(in: wireProtocol, of: nil, requestID: requestID)
        case .ec2: fault.ec2Response(requestID: requestID)
        }
    }

    /// The `Action` of a request of the query protocol, in its body or its query.
    private static func action(in request: WireRequest) -> String? {
        let contentType = request.headers.first(named: "content-type") ?? ""
        let isForm = contentType.hasPrefix("application/x-www-form-urlencoded")
        let texts = isForm ? [Substring(decoding: request.body, as: UTF8.self)] : [request.rawQuery[...]]
        for text in texts {
            for item in text.utf8.split(separator: UInt8(ascii: "&")) where item.starts(with: "Action=".utf8) {
                let value = String(Substring(item.dropFirst("Action=".utf8.count)))
                return value.isEmpty ? nil : value
            }
        }
        return nil
    }
}

extension ServiceFault {
    /// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html#api-error-response>
    fileprivate func ec2Response(requestID: String) -> WireResponse {
        let body =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>\(code)</Code><Message>"
            + "\((message ?? "").escapedForXML)</Message></Error></Errors><RequestID>\(requestID)</RequestID></Response>"
        return WireResponse(
            status: status,
            headers: [("x-amzn-RequestId", requestID), ("Content-Type", "text/xml;charset=UTF-8")],
            body: Array(body.utf8)
        )
    }
}

extension String {
    fileprivate var escapedForXML: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
