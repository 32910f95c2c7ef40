import BenchmarkSupport
import IAMPolicy

/// A request as a gateway holds it before it asks: strings, the names of keys as literals, and what it keeps for the caller.
///
/// A class, so that measuring does not copy what it is given.
final class RawRequest {
    private let action: String
    private let resource: String
    /// The caller with the keys that follow from it: a gateway makes these once per principal.
    private let caller: RequestContext
    private let sourceIP: String
    private let secureTransport: String
    private let requestedRegion: String
    private let currentTime: String
    private let userAgent: String
    private let viaAWSService: String

    /// The caller's keys among those of `bench/policysets.py`.
    private static let callerKeys = [
        "aws:PrincipalTag/team", "aws:PrincipalTag/stage", "aws:PrincipalOrgID", "aws:TokenIssueTime",
    ]

    init(_ request: SceneFile.Request) throws {
        var rest = request.context
        func take(_ key: String) throws -> String {
            guard let value = rest.removeValue(forKey: key) else { throw BenchmarkError("a request without \(key)") }
            return value
        }
        var caller = RequestContext(principal: try Principal(arn: "arn:aws:iam::111122223333:user/clerk"))
        for key in Self.callerKeys { caller.set(key, to: try take(key)) }
        self.caller = caller
        action = request.action
        resource = request.resource
        sourceIP = try take("aws:SourceIp")
        secureTransport = try take("aws:SecureTransport")
        requestedRegion = try take("aws:RequestedRegion")
        currentTime = try take("aws:CurrentTime")
        userAgent = try take("aws:UserAgent")
        viaAWSService = try take("aws:ViaAWSService")
        guard rest.isEmpty else { throw BenchmarkError("a request with \(rest.keys.sorted())") }
    }

    var query: AuthorizationQuery {
        var context = caller
        context.set("aws:SourceIp", to: sourceIP)
        context.set("aws:SecureTransport", to: secureTransport)
        context.set("aws:RequestedRegion", to: requestedRegion)
        context.set("aws:CurrentTime", to: currentTime)
        context.set("aws:UserAgent", to: userAgent)
        context.set("aws:ViaAWSService", to: viaAWSService)
        return AuthorizationQuery(action: action, resource: resource, context: context)
    }
}
