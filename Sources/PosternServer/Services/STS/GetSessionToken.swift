import AWSWire
import IAMPolicy
import StateStore

/// `GetSessionToken`: needs no permission, and no policy can refuse it; long-term credentials alone can call it.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
struct GetSessionToken: ServiceOperation {
    typealias Wire = STS.GetSessionToken
    let sts: STSDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        []
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let issuer = try call.longTermIssuer(calling: Wire.model.name)
        guard input.serialNumber == nil, input.tokenCode == nil else { throw STSFaults.noMFADevice }
        let seconds = SessionDuration.ofUser(input.durationSeconds, isRoot: issuer.userID == nil)
        let credential = try sts.sessions.issue(
            .user(id: issuer.userID),
            accountID: issuer.accountID,
            at: call.time,
            lasting: .seconds(seconds)
        )
        return .finished(Wire.Output(credentials: STS.Credentials(credential)))
    }
}

/// The user, or the root user, who makes a session with long-term credentials.
struct SessionFounder {
    let accountID: String
    /// The unique id (`AIDA…`); nil for the root user.
    let userID: String?
}

extension AuthorizedCall {
    /// - Throws: `AccessDenied` for temporary credentials, which cannot make sessions of this kind.
    func longTermIssuer(calling operation: String) throws(ServiceFault) -> SessionFounder {
        guard caller.session == nil else {
            throw ServiceFault(
                code: "AccessDenied",
                message: "Cannot call \(operation) with session credentials",
                status: 403
            )
        }
        switch caller.principal {
        case .root: return SessionFounder(accountID: caller.accountID, userID: nil)
        case .user(let user): return SessionFounder(accountID: caller.accountID, userID: user.uniqueID)
        case .roleSession, .federatedUser, .service, .federated, .anonymous: throw .internalFailure
        }
    }
}

/// Errors that several of STS's operations share.
enum STSFaults {
    /// There are no MFA devices here, so no code is right.
    static let noMFADevice = ServiceFault(
        code: "AccessDenied",
        message: "MultiFactorAuthentication failed with invalid MFA one time pass code.",
        status: 403
    )
}
