import AWSWire
import IAMPolicy
import StateStore

/// What sessions that users make for themselves may not call, whatever their policies say.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html>
enum SessionBar {
    /// - Returns: the error to answer with; nil for a call that is not barred.
    static func fault(_ caller: CallerIdentity, calling routed: RoutedRequest) -> ServiceFault? {
        guard let session = caller.session else { return nil }
        switch session.issuer {
        case .role: return nil
        case .user:
            // IAM is open to a session that was made with a code of an MFA device.
            if isIAM(routed) { return session.mfaAuthenticatedAt == nil ? invalidToken : nil }
            return isBarredSTS(routed, except: ["AssumeRole", "GetCallerIdentity"]) ? cannotCall(routed) : nil
        case .federated:
            if isIAM(routed) { return invalidToken }
            return isBarredSTS(routed, except: ["GetCallerIdentity"]) ? cannotCall(routed) : nil
        }
    }

    private static func isIAM(_ routed: RoutedRequest) -> Bool { routed.service.signingName == "iam" }

    private static func isBarredSTS(_ routed: RoutedRequest, except allowed: Set<String>) -> Bool {
        routed.service.name == "sts" && !routed.operation.acceptsUnsigned && !allowed.contains(routed.operation.name)
    }

    /// IAM says no more to such a session than to one whose token is forged.
    private static let invalidToken = ServiceFault(
        code: "InvalidClientTokenId",
        message: "The security token included in the request is invalid",
        status: 403
    )

    private static func cannotCall(_ routed: RoutedRequest) -> ServiceFault {
        ServiceFault(
            code: "AccessDenied",
            message: "Cannot call \(routed.operation.name) with session credentials",
            status: 403
        )
    }
}
