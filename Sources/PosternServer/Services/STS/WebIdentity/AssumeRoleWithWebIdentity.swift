import AWSWire
import IAMPolicy
import StateStore

/// `AssumeRoleWithWebIdentity`: unsigned; the caller is whom a token of an OpenID Connect provider names, once the
/// provider's own key has proven the token.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>
struct AssumeRoleWithWebIdentity: ServiceOperation {
    typealias Wire = STS.AssumeRoleWithWebIdentity
    static let access = OperationAccess(allowsAnonymous: true)

    let sts: STSDependencies

    func proven(by input: Wire.Input, _ call: IncomingCall) throws(ServiceFault) -> ProvenCall {
        guard input.providerID == nil else {
            throw ServiceFault(
                code: "ValidationError",
                message: "ProviderId is for OAuth 2.0 access tokens, which Postern does not verify; "
                    + "leave it out and send an OpenID Connect ID token."
            )
        }
        guard let account = ARN(input.roleARN)?.account else {
            throw ServiceFault(code: "ValidationError", message: "Request ARN is invalid")
        }
        let token = try WebIdentityToken(
            input.webIdentityToken,
            account: account,
            in: call.view.snapshot.identity,
            at: call.time
        )
        return .asynchronously { () throws(ServiceFault) in
            try await token.verify(with: sts.issuers, at: call.time)
            return call.made(by: token.caller(in: call.view))
        }
    }

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        try request(input, for: call.caller).requirements(Self.action, in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let identity = call.caller.webIdentity else { throw .internalFailure }
        let session = try sts.assume(try request(input, for: call.caller), as: call)
        return .finished(
            Wire.Output(
                credentials: STS.Credentials(session.credential),
                subjectFromWebIdentityToken: identity.subject,
                assumedRoleUser: session.user,
                packedPolicySize: session.packedPolicySize,
                provider: identity.issuer,
                audience: identity.audience,
                sourceIdentity: session.credential.grant.sourceIdentity
            )
        )
    }

    private func request(_ input: Wire.Input, for caller: CallerIdentity) throws(ServiceFault) -> RoleSessionRequest {
        guard let identity = caller.webIdentity else { throw .internalFailure }
        return RoleSessionRequest(
            roleARN: input.roleARN,
            sessionName: input.roleSessionName,
            durationSeconds: input.durationSeconds,
            policy: input.policy,
            policyARNs: input.policyARNs,
            tags: identity.tags,
            transitiveTagKeys: identity.transitiveTagKeys,
            sourceIdentity: identity.sourceIdentity,
            federation: identity.federation
        )
    }
}
