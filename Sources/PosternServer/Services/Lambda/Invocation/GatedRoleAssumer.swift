import IAMPolicy
import LambdaCore
import StateStore

/// Credentials for execution environments: Lambda assumes the execution role, and the role's trust policy decides.
struct GatedRoleAssumer: ExecutionRoleAssumer {
    /// An environment is not reused after its credentials end; AWS's last for twelve hours.
    private static let lifetime: Duration = .seconds(12 * 3600)

    let live: LiveState
    let sessions: SessionIssuer
    let recorder: AuditRecorder
    let surroundings: Surroundings

    func credentials(
        assuming roleARN: String,
        for function: FunctionIdentity
    ) async throws(EnvironmentFailure) -> ExecutionCredentials {
        let view = live.view
        let now = surroundings.now()
        guard let role = view.snapshot.identity.role(arn: roleARN) else { throw .roleNotAssumable(roleARN: roleARN) }
        let assumption = ExecutionRole.assumption(of: role, in: view, at: now)
        let isRecorded = recorder.recordServiceCall(
            ServiceCall(
                service: ExecutionRole.service,
                operation: "AssumeRole",
                of: "sts",
                at: now,
                on: role.scope.accountID
            ),
            assumption
        )
        guard assumption.decision.verdict == .allowed, isRecorded else { throw .roleNotAssumable(roleARN: roleARN) }
        return try issue(for: role, function, at: now)
    }

    private func issue(
        for role: Role,
        _ function: FunctionIdentity,
        at now: Moment
    ) throws(EnvironmentFailure) -> ExecutionCredentials {
        do {
            let credential = try sessions.issue(
                .role(id: role.id, sessionName: function.name),
                accountID: role.scope.accountID,
                at: now,
                lasting: Self.lifetime
            ) { $0.sourceFunctionARN = function.arn }
            return ExecutionCredentials(
                accessKeyID: credential.grant.accessKeyID,
                secretAccessKey: credential.grant.secretAccessKey,
                sessionToken: credential.token,
                expiration: .microseconds(credential.grant.expiresAt.microseconds)
            )
        } catch {
            throw .roleNotAssumable(roleARN: role.arn)
        }
    }
}
