import AWSWire
import IAMPolicy
import StateStore

/// A user, group or role whose policies are simulated.
struct SimulatedPrincipal {
    /// Who calls; for a group somebody who is in no other, for a role somebody who has assumed it.
    var principal: Principal
    var tags: [Tag]
    var identityPolicies: [SimulatedPolicy]
    var boundary: SimulatedPolicy?
}

extension IAMDependencies {
    /// - Parameter arn: of a user, group or role of the caller's account.
    /// - Throws: `NoSuchEntity`, or `InvalidInput` for another ARN.
    func simulated(_ arn: String, for call: AuthorizedCall) throws(ServiceFault) -> SimulatedPrincipal {
        let parts = ARN(arn)?.resource.split(separator: "/").map(String.init) ?? []
        guard parts.count >= 2, let kind = parts.first, let name = parts.last else {
            throw IAM.Fault.invalidInput("Invalid Entity Arn: \(arn) does not clearly define entity type and name.")
        }
        switch kind {
        case "user": return simulated(try User.find(name, in: call.identity, call.globalScope), call.identity)
        case "group": return simulated(try Group.find(name, in: call.identity, call.globalScope), call.identity)
        case "role": return simulated(try Role.find(name, in: call.identity, call.globalScope), call.identity)
        default:
            throw IAM.Fault.invalidInput("Invalid Entity Arn: \(arn) does not clearly define entity type and name.")
        }
    }

    private func simulated(_ user: User, _ identity: IdentityState) -> SimulatedPrincipal {
        let groups = user.groupIDs.compactMap { identity.groups[$0, in: user.scope] }
        return SimulatedPrincipal(
            principal: .user(UserPrincipal(arn: user.arn, uniqueID: user.id)),
            tags: user.tags,
            identityPolicies: policies(of: user, identity) + groups.flatMap { policies(of: $0, identity) },
            boundary: boundary(of: user, identity)
        )
    }

    private func simulated(_ group: Group, _ identity: IdentityState) -> SimulatedPrincipal {
        SimulatedPrincipal(
            principal: .simulatedUser(accountID: group.scope.accountID),
            tags: [],
            identityPolicies: policies(of: group, identity)
        )
    }

    private func simulated(_ role: Role, _ identity: IdentityState) -> SimulatedPrincipal {
        let session = "arn:aws:sts::\(role.scope.accountID):assumed-role/\(role.name)/simulation"
        return SimulatedPrincipal(
            principal: .roleSession(
                RoleSessionPrincipal(arn: session, roleARN: role.arn, roleUniqueID: role.id)
            ),
            tags: role.tags,
            identityPolicies: policies(of: role, identity),
            boundary: boundary(of: role, identity)
        )
    }

    private func policies<Bearer: PolicyBearer>(of bearer: Bearer, _ identity: IdentityState) -> [SimulatedPolicy] {
        bearer.grants.inline.map { policy in
            SimulatedPolicy(
                id: "\(Bearer.noun)_\(bearer.name)_\(policy.name)",
                type: SimulatedPolicy.identityType,
                text: policy.document.text,
                exclusion: .inline(name: policy.name, bearer: "\(Bearer.noun)/\(bearer.name)")
            )
        } + bearer.grants.attachedARNs.compactMap { managed($0, SimulatedPolicy.identityType, identity) }
    }

    private func boundary(of bearer: some PolicyBearer, _ identity: IdentityState) -> SimulatedPolicy? {
        bearer.grants.boundaryARN.flatMap { managed($0, SimulatedPolicy.boundaryType, identity) }
    }

    private func managed(_ arn: String, _ type: IAM.PolicySourceType, _ identity: IdentityState) -> SimulatedPolicy? {
        let document = identity.managedPolicy(arn: arn)?.defaultVersion?.document ?? catalogue.document(arn)
        return document.map {
            SimulatedPolicy(
                id: ManagedPolicyName(arn: arn).name,
                type: type,
                text: $0.text,
                exclusion: .managed(arn: arn)
            )
        }
    }
}

extension Principal {
    /// The caller where none is given.
    static func simulatedUser(accountID: String) -> Self {
        .user(UserPrincipal(arn: "arn:aws:iam::\(accountID):user/simulation"))
    }
}
