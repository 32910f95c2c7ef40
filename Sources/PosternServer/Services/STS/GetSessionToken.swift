import AWSWire
import IAMPolicy
import StateStore

/// `GetSessionToken`: needs no permission, and no policy can refuse it; long-term credentials alone can call it.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
struct GetSessionToken: ServiceOperation {
    typealias Wire = STS.GetSessionToken
    let sts: STSDependencies

    func proven(by input: Wire.Input, _ call: IncomingCall) throws(ServiceFault) -> ProvenCall {
        let isShown = try sts.mfa.isShown(
            serialNumber: input.serialNumber,
            code: input.tokenCode,
            by: call.caller,
            in: call.view.snapshot.identity,
            at: call.time
        )
        return .now(isShown ? call.made(by: call.caller.authenticatedWithMFA(at: call.time)) : call)
    }

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        []
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let issuer = try call.longTermIssuer(calling: Wire.model.name)
        let seconds = SessionDuration.ofUser(input.durationSeconds, isRoot: issuer.userID == nil)
        let credential = try sts.sessions.issue(
            .user(id: issuer.userID),
            accountID: issuer.accountID,
            at: call.time,
            lasting: .seconds(seconds)
        ) { $0.mfaAuthenticatedAt = call.caller.mfaAuthenticatedAt }
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
