import AWSWire
import IAMPolicy
import StateStore

/// `AssumeRole`: the role's trust policy decides, together with the caller's policies where it delegates to the account.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
struct AssumeRole: ServiceOperation {
    typealias Wire = STS.AssumeRole
    let sts: STSDependencies

    /// The code of an MFA device counts for this request, so that trust policies can demand one. The session does not
    /// carry it on.
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
        if case .root = call.caller.principal {
            throw Self.denied("Roles may not be assumed by root accounts.")
        }
        guard (input.providedContexts ?? []).isEmpty else {
            throw ServiceFault(code: "ValidationError", message: "ProvidedContexts are not supported by Postern.")
        }
        let external = input.externalID.map { [(key: "sts:ExternalId", values: [$0])] } ?? []
        return try request(input, by: call.caller).requirements(Self.action, in: call, context: external)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let session = try sts.assume(try request(input, by: call.caller), as: call)
        return .finished(
            Wire.Output(
                credentials: STS.Credentials(session.credential),
                assumedRoleUser: session.user,
                packedPolicySize: session.packedPolicySize,
                sourceIdentity: session.credential.grant.sourceIdentity
            )
        )
    }

    private func request(_ input: Wire.Input, by caller: CallerIdentity) throws(ServiceFault) -> RoleSessionRequest {
        let inherited = caller.session?.sourceIdentity
        if let inherited, let asked = input.sourceIdentity, asked != inherited {
            throw Self.denied("The source identity of a session cannot be changed; it is \(inherited).")
        }
        return RoleSessionRequest(
            roleARN: input.roleARN,
            sessionName: input.roleSessionName,
            durationSeconds: input.durationSeconds,
            policy: input.policy,
            policyARNs: input.policyARNs,
            tags: (input.tags ?? []).map { Tag(key: $0.key, value: $0.value) },
            transitiveTagKeys: input.transitiveTagKeys ?? [],
            sourceIdentity: inherited ?? input.sourceIdentity
        )
    }

    private static func denied(_ message: String) -> ServiceFault {
        ServiceFault(code: "AccessDenied", message: message, status: 403)
    }
}
