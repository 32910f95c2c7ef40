package import IAMPolicy
import StateStore

/// A principal of the stored state, to ask what the policies would say to requests of theirs.
package struct SimulationSubject: Sendable {
    private let caller: CallerIdentity
    private let view: StateView
    private let resourceAccount: String?

    /// - Parameters:
    ///   - principalARN: a user, a role (as which somebody has assumed it), a role session, or the account's root user.
    ///   - resourceAccount: who owns the resources; nil for what their ARNs say.
    ///   - path: the state directory, of a running server or of one that has ended.
    /// - Throws: when there is no state, or no such principal in it.
    package init(
        principalARN: String,
        resourceAccount: String? = nil,
        stateAt path: String,
        installation: Installation
    ) throws(ServerError) {
        let reader: StateReader
        let snapshot: StateSnapshot
        do {
            reader = try StateReader.open(StateDirectory(path: path))
            snapshot = try reader.loadSnapshot()
        } catch {
            throw .state(error)
        }
        let catalogue: ManagedPolicyCatalogue
        do {
            catalogue = try ManagedPolicyCatalogue(path: installation.policiesDirectory + "/aws-managed")
        } catch {
            throw .installation("\(error)")
        }
        let library = PolicyLibrary(catalogue: catalogue)
        view = StateView(snapshot, library: library, sealingKey: reader.sealingKey)
        let factory = CallerFactory(
            identity: snapshot.identity,
            organizations: view.organizations,
            library: library
        )
        guard let caller = factory.caller(arn: principalARN) else {
            throw .installation("there is no principal '\(principalARN)' in the state at '\(path)'")
        }
        self.caller = caller
        self.resourceAccount = resourceAccount
    }

    /// The condition keys that follow from the principal and from who owns a resource.
    package func context(forResource resource: String) -> RequestContext {
        var context = caller.context
        let owner = owner(of: resource)
        context.setResourceAccount(owner, view.organizations[owner])
        return context
    }

    /// Every policy of the state that bears on a request for a resource.
    package func policies(forResource resource: String) -> EvaluationPolicies {
        var policies = caller.policies
        policies.resource = view.resourcePolicy(of: resource).map { PolicySet([$0]) }
        policies.resourceControl = view.organizations[owner(of: resource)]?.resourceControl
        return policies
    }

    /// The account given, or else in the ARN; the caller's own where it names none.
    private func owner(of resource: String) -> String {
        resourceAccount ?? ARN(resource).flatMap { $0.account.isEmpty ? nil : $0.account } ?? caller.accountID
    }
}

extension StateView {
    /// The policy attached to a function or role of the state; nil for everything else.
    fileprivate func resourcePolicy(of arn: String) -> CompiledPolicy? {
        if let role = snapshot.identity.role(arn: arn) {
            return library.pinnedPolicy(role.trust, kind: .roleTrust, identifier: role.arn)
        }
        let scope = ARN(arn).map { Scope(accountID: $0.account, region: $0.region) }
        guard let scope, let reference = try? FunctionReference(arn, in: scope) else { return nil }
        return functionPolicy(reference)
    }
}

extension CallerFactory {
    /// Who would make a request as this principal; a role without a session stands for one that is called `simulation`.
    fileprivate func caller(arn: String) -> CallerIdentity? {
        guard let name = ARN(arn) else { return nil }
        let scope = Scope.global(name.account)
        if name.resource == "root" {
            return identity.accounts[name.account, in: scope].map { root(of: $0, accessKeyID: "") }
        }
        if name.resource.hasPrefix("user/") {
            return identity.uniqueID(of: arn).flatMap { identity.users[$0, in: scope] }.map {
                user($0, accessKeyID: "")
            }
        }
        let parts = name.resource.split(separator: "/").map(String.init)
        let isSession = parts.first == "assumed-role" && parts.count == 3
        let role = isSession ? identity.roles.named(parts[1].lowercased(), in: scope) : identity.role(arn: arn)
        return role.map { roleSession(of: $0, named: isSession ? parts[2] : "simulation", session: .simulated($0)) }
    }
}

extension SessionGrant {
    /// A session that nobody holds credentials of.
    fileprivate static func simulated(_ role: Role) -> SessionGrant {
        SessionGrant(
            accountID: role.scope.accountID,
            accessKeyID: "",
            secretAccessKey: "",
            issuer: .role(id: role.id, sessionName: "simulation"),
            issuedAt: role.createdAt,
            expiresAt: role.createdAt
        )
    }
}
