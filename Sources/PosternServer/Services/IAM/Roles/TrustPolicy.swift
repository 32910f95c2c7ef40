import AWSWire
import IAMPolicy
import StateStore

/// What IAM does with a trust policy when it is saved.
enum TrustPolicy {
    static func checkSize(_ document: PolicyDocument) throws(ServiceFault) {
        let limit = IAMQuota.trustPolicyCharacters
        guard document.countedCharacters <= limit else {
            throw IAMQuota.exceeded("ACLSizePerRole", limit)
        }
    }

    /// The document with the unique ids that the users and roles it names have now: whoever is later created under the
    /// same name does not inherit the trust.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles>
    /// - Throws: `MalformedPolicyDocument` when it names a principal of this server that does not exist.
    static func pinned(
        _ text: String,
        _ document: PolicyDocument,
        in identity: IdentityState
    ) throws(ServiceFault) -> PinnedPolicy {
        var uniqueIDs: [String: String] = [:]
        for arn in document.principalARNs {
            guard let name = ARN(arn), name.service == "iam", identity.knows(account: name.account) else { continue }
            guard !name.resource.hasPrefix("root") else { continue }
            guard let uniqueID = identity.uniqueID(of: arn) else {
                throw IAM.Fault.malformedPolicyDocument("Invalid principal in policy: \"AWS\":\"\(arn)\"")
            }
            uniqueIDs[arn] = uniqueID
        }
        return PinnedPolicy(PolicyText(text), uniqueIDsByARN: uniqueIDs)
    }
}

extension IdentityState {
    func knows(account: String) -> Bool {
        accounts[account, in: .global(account)] != nil
    }

    /// The unique id of the user or role with this ARN, path included; nil when there is none.
    func uniqueID(of arn: String) -> String? {
        guard let parts = ARN(arn), let slash = parts.resource.lastIndex(of: "/") else { return nil }
        let name = parts.resource[parts.resource.index(after: slash)...].lowercased()
        let scope = Scope.global(parts.account)
        if parts.resource.hasPrefix("user/") {
            return users.named(name, in: scope).flatMap { $0.arn == arn ? $0.id : nil }
        }
        return roles.named(name, in: scope).flatMap { $0.arn == arn ? $0.id : nil }
    }
}

extension PolicyDocument {
    /// The users, roles and sessions that statements name by ARN.
    var principalARNs: [String] {
        statements.flatMap { $0.principal?.members ?? [] }.compactMap { member in
            if case .arn(let arn) = member.value { arn } else { nil }
        }
    }
}
