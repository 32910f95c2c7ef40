import AWSWire
import StateStore

/// Errors that several of IAM's operations share.
enum IAMFaults {
    static let noUserName = ServiceFault(
        code: "ValidationError",
        message: "Must specify userName when calling with non-User credentials"
    )

    /// - Parameter what: such as `detach all policies`.
    static func deleteFirst(_ what: String) -> ServiceFault {
        IAM.Fault.deleteConflict("Cannot delete entity, must \(what) first.")
    }

    static func requireNoPolicies(_ bearer: some PolicyBearer) throws(ServiceFault) {
        guard bearer.grants.attachedARNs.isEmpty else { throw deleteFirst("detach all policies") }
        guard bearer.grants.inline.isEmpty else { throw deleteFirst("delete policies") }
    }
}

extension AuthorizedCall {
    var identity: IdentityState { call.view.snapshot.identity }

    /// The user that a call is about: the one it names, or the caller.
    func userName(_ given: String?) throws(ServiceFault) -> String {
        guard let name = given ?? caller.userName else { throw IAMFaults.noUserName }
        return name
    }
}

extension IAMDependencies {
    /// Grants of a new user or role, with its boundary.
    ///
    /// - Throws: `NoSuchEntity` for a boundary that does not exist.
    func grants(boundary: String?, in identity: IdentityState, _ scope: Scope) throws(ServiceFault) -> PolicyGrants {
        guard let boundary else { return PolicyGrants() }
        guard managedPolicyExists(boundary, in: identity, scope) else {
            throw IAM.Fault.noSuchEntity("Scope ARN: \(boundary) does not exist or is not attachable.")
        }
        return PolicyGrants(boundaryARN: boundary)
    }
}

extension [Tag] {
    /// The tags of a request: at most fifty, no key twice.
    init(checking tags: [IAM.Tag]?) throws(ServiceFault) {
        let tags = tags ?? []
        guard tags.count <= IAMQuota.tags else { throw IAMQuota.exceeded("TagsPerResource", IAMQuota.tags) }
        guard Set(tags.map { $0.key.lowercased() }).count == tags.count else {
            throw IAM.Fault.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        }
        self = tags.map(Tag.init)
    }
}
