import Foundation
import IAMPolicy
import NIOCore
import NIOHTTP1
import StateStore

/// What a function gets of an HTTP request: payload format 2.0.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload>
struct FunctionURLEvent: Encodable {
    let version = "2.0"
    let routeKey = "$default"
    let rawPath: String
    let rawQueryString: String
    let cookies: [String]?
    let headers: [String: String]
    let queryStringParameters: [String: String]?
    let requestContext: Context
    let body: String?
    let isBase64Encoded: Bool

    struct Context: Encodable {
        /// The caller's account; `anonymous` for those who sent no signature.
        let accountId: String
        let apiId: String
        let authorizer: Authorizer?
        let domainName: String
        let domainPrefix: String
        let http: HTTP
        let requestId: String
        let routeKey = "$default"
        let stage = "$default"
        /// `23/Nov/2026:08:15:30 +0000`.
        let time: String
        let timeEpoch: Int64
    }

    struct HTTP: Encodable {
        let method: String
        let path: String
        let `protocol`: String
        let sourceIp: String
        let userAgent: String?
    }

    struct Authorizer: Encodable {
        let iam: IAM
    }

    struct IAM: Encodable {
        let accessKey: String
        let accountId: String
        let callerId: String
        let principalOrgId: String?
        let userArn: String
        let userId: String
    }

    /// - Parameters:
    ///   - target: what is left of the request's target.
    ///   - domainName: the host of the URL.
    init(_ exchange: Exchange, _ target: FunctionURLTarget, domainName: String, caller: CallerIdentity, trace: String) {
        let request = exchange.request
        let uri = target.uri
        let question = uri.firstIndex(of: "?") ?? uri.endIndex
        rawPath = uri[..<question].removingPercentEncoding ?? String(uri[..<question])
        rawQueryString = String(uri[question...].dropFirst())
        queryStringParameters = Self.parameters(rawQueryString)
        cookies = Self.cookies(request.head.headers)
        headers = Self.headers(request, trace: trace)
        (body, isBase64Encoded) = Self.body(request)
        requestContext = Context(
            accountId: caller.accessKeyID == nil ? "anonymous" : caller.accountID,
            apiId: target.urlID,
            authorizer: caller.accessKeyID.map { Authorizer(iam: IAM(caller, accessKey: $0)) },
            domainName: domainName,
            domainPrefix: target.urlID,
            http: HTTP(
                method: request.head.method.rawValue,
                path: rawPath,
                protocol: request.head.version == .http1_0 ? "HTTP/1.0" : "HTTP/1.1",
                sourceIp: request.ingress.peerAddress ?? "127.0.0.1",
                userAgent: request.head.headers.first(name: "user-agent")
            ),
            requestId: exchange.requestID,
            time: exchange.arrival.commonLogText,
            timeEpoch: exchange.arrival.milliseconds
        )
    }

    var json: [UInt8] { CompactJSON.encode(self) }
}

extension FunctionURLEvent.IAM {
    fileprivate init(_ caller: CallerIdentity, accessKey: String) {
        self.init(
            accessKey: accessKey,
            accountId: caller.accountID,
            callerId: caller.userID,
            principalOrgId: caller.context["aws:PrincipalOrgID"]?.first,
            userArn: caller.arn,
            userId: caller.userID
        )
    }
}
