/// Routing of S3, whose buckets stand in the path or in the host name.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
extension ServiceModel {
    func routeByBucket(_ request: WireRequest) throws(ServiceFault) -> RoutedRequest {
        var request = request
        if let bucket = BucketHost.bucket(in: request.headers.first(named: "host") ?? "") {
            request.rawPath = "/\(bucket)\(request.rawPath)"
        }
        guard let query = try? FormItems(parsing: request.rawQuery) else { throw Self.invalidURI }
        guard let match = restRouter.match(request, query: query) else { throw Self.methodNotAllowed }
        var labels: [String: String] = [:]
        for label in match.labels {
            guard let value = PercentDecoding.decode(label.rawValue.utf8, plusIsSpace: false) else {
                throw Self.invalidURI
            }
            labels[label.name] = value
        }
        return RoutedRequest(
            service: self,
            operation: match.operation,
            wireProtocol: .restXML,
            labels: labels,
            parameters: query
        )
    }

    private static var invalidURI: ServiceFault {
        ServiceFault(code: "InvalidURI", message: "Couldn't parse the specified URI.")
    }

    private static var methodNotAllowed: ServiceFault {
        ServiceFault(
            code: "MethodNotAllowed",
            message: "The specified method is not allowed against this resource.",
            status: 405
        )
    }
}

/// Bucket names in front of S3's host names.
package enum BucketHost {
    /// The bucket in `bucket.s3.localhost:4566`, `bucket.s3.us-east-1.amazonaws.com` or, as some clients form it from an
    /// endpoint given to them, `bucket.localhost`; nil for hosts without one.
    package static func bucket(in host: String) -> String? {
        let labels = host.prefix { $0 != ":" }.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, !last.isEmpty, !last.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        let mark = labels.lastIndex { $0 == "s3" || $0.hasPrefix("s3-") }
        let end = mark ?? (last == "localhost" ? labels.count - 1 : 0)
        guard end > 0 else { return nil }
        return labels[..<end].joined(separator: ".")
    }

    /// Whether the host name says that the request is for S3.
    package static func isS3(_ host: String) -> Bool {
        host.prefix { $0 != ":" }.split(separator: ".").contains { $0 == "s3" || $0.hasPrefix("s3-") }
    }
}
