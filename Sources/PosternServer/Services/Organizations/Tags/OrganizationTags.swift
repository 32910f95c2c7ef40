import AWSWire
import StateStore

/// The rules of tags in Organizations.
enum OrganizationTags {
    /// The tags of a request: no key twice, none of AWS's own, not more than there may be.
    static func checked(_ tags: [Organizations.Tag]?) throws(ServiceFault) -> [Tag] {
        let tags = tags ?? []
        guard Set(tags.map(\.key)).count == tags.count else {
            throw Organizations.Fault.invalidInput(
                "Tag keys must be unique among the tags attached to the same entity.",
                reason: "DUPLICATE_TAG_KEY"
            )
        }
        try requireOwn(tags.map(\.key))
        try requireRoom(for: tags.count)
        return tags.map { Tag(key: $0.key, value: $0.value) }
    }

    static func requireOwn(_ keys: [String]) throws(ServiceFault) {
        guard !keys.contains(where: { $0.lowercased().hasPrefix("aws:") }) else {
            throw Organizations.Fault.invalidInput(
                "You can't add, edit, or delete system tag keys: those that begin with 'aws:'.",
                reason: "INVALID_SYSTEM_TAGS_PARAMETER"
            )
        }
    }

    static func requireRoom(for count: Int) throws(ServiceFault) {
        guard count <= OrganizationsQuota.tags else {
            throw Organizations.Fault.constraintViolation(
                "You have exceeded the number of tags allowed on this resource: \(OrganizationsQuota.tags).",
                reason: "MAX_TAG_LIMIT_EXCEEDED"
            )
        }
    }
}

/// Something that bears tags: a root, unit, account or policy.
private enum TaggedResource {
    case node(OrganizationNode)
    case policy(OrganizationPolicy)

    /// - Throws: `TargetNotFoundException`; `InvalidInputException` for a policy of AWS's.
    init(_ id: String, in organization: Organization, _ state: OrganizationState) throws(ServiceFault) {
        if let node = OrganizationNode(id, in: organization, state) {
            self = .node(node)
        } else if let policy = state.policies[id, in: organization.scope] {
            self = .policy(policy)
        } else if AWSOrganizationPolicy.all.contains(where: { $0.id == id }) {
            throw Organizations.Fault.invalidInput(
                "You can't tag the policy '\(id)', which AWS manages.",
                reason: "TARGET_NOT_SUPPORTED"
            )
        } else {
            throw OrganizationsFaults.noTarget
        }
    }

    var tags: [Tag] {
        switch self {
        case .node(let node): node.tags
        case .policy(let policy): policy.tags
        }
    }

    func tagged(_ tags: [Tag]) -> OrganizationChange {
        switch self {
        case .node(let node):
            return node.tagged(tags)
        case .policy(var policy):
            policy.tags = tags
            return .policy(.put(policy))
        }
    }
}

/// `TagResource`: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_TagResource.html>
struct TagOrganizationResource: ServiceOperation {
    typealias Wire = Organizations.TagResource
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.resourceID, in: call, context: .requested(input.tags))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let new = try OrganizationTags.checked(input.tags)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            let resource = try TaggedResource(input.resourceID, in: organization, transaction.organizations)
            let kept = resource.tags.filter { tag in !new.contains { $0.key == tag.key } }
            try OrganizationTags.requireRoom(for: kept.count + new.count)
            transaction.apply(resource.tagged(kept + new))
            return Unit()
        }
    }
}

/// `UntagResource`.
struct UntagOrganizationResource: ServiceOperation {
    typealias Wire = Organizations.UntagResource
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let keys: ConditionKeys = [(key: "aws:TagKeys", values: input.tagKeys)]
        return [.organizations(Self.action, on: input.resourceID, in: call, context: keys)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        try OrganizationTags.requireOwn(input.tagKeys)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            let resource = try TaggedResource(input.resourceID, in: organization, transaction.organizations)
            transaction.apply(resource.tagged(resource.tags.filter { !input.tagKeys.contains($0.key) }))
            return Unit()
        }
    }
}

/// `ListTagsForResource`: all of them, for there cannot be many.
struct ListOrganizationTags: ServiceOperation {
    typealias Wire = Organizations.ListTagsForResource

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.resourceID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        if AWSOrganizationPolicy.all.contains(where: { $0.id == input.resourceID }) {
            return .finished(Wire.Output(tags: []))
        }
        let resource = try TaggedResource(input.resourceID, in: organization, call.organizations)
        return .finished(Wire.Output(tags: resource.tags.map(Organizations.Tag.init)))
    }
}
