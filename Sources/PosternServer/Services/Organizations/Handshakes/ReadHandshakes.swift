import AWSWire
import StateStore

/// `DescribeHandshake`: for its sender and its receiver.
struct DescribeHandshake: ServiceOperation {
    typealias Wire = Organizations.DescribeHandshake

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, on: input.handshakeID, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let handshake = try call.organizations.handshake(input.handshakeID, of: call.call.accountID)
        return .finished(
            Wire.Output(handshake: Organizations.Handshake(handshake, call.call.view.snapshot, at: call.time))
        )
    }
}

/// `ListHandshakesForAccount`: what the caller's account was invited to.
struct ListHandshakesForAccount: ServiceOperation {
    typealias Wire = Organizations.ListHandshakesForAccount

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let own = call.organizations.handshakes.all.filter { $0.accountID == call.call.accountID }
        let page = try HandshakePage(own, input.filter, after: input.nextToken, maxResults: input.maxResults, call)
        return .finished(Wire.Output(handshakes: page.handshakes, nextToken: page.nextToken))
    }
}

/// `ListHandshakesForOrganization`: whom the organization invited.
struct ListHandshakesForOrganization: ServiceOperation {
    typealias Wire = Organizations.ListHandshakesForOrganization

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let sent = Array(call.organizations.handshakes.all(in: try call.managedOrganization().scope))
        let page = try HandshakePage(sent, input.filter, after: input.nextToken, maxResults: input.maxResults, call)
        return .finished(Wire.Output(handshakes: page.handshakes, nextToken: page.nextToken))
    }
}

/// One page of invitations, filtered.
private struct HandshakePage {
    let handshakes: [Organizations.Handshake]
    let nextToken: String?

    init(
        _ all: [OrganizationHandshake],
        _ filter: Organizations.HandshakeFilter?,
        after token: String?,
        maxResults: Int?,
        _ call: AuthorizedCall
    ) throws(ServiceFault) {
        guard filter?.actionType == nil || filter?.parentHandshakeID == nil else {
            throw Organizations.Fault.invalidInput(
                "You can specify only one filter parameter for the operation.",
                reason: "MAX_LIMIT_EXCEEDED_FILTER"
            )
        }
        // There are invitations only, and none is part of another handshake.
        let wantsInvitations = (filter?.actionType ?? .invite) == .invite && filter?.parentHandshakeID == nil
        let page = try OrganizationsPage(
            of: wantsInvitations ? all.sorted { $0.id < $1.id } : [],
            after: token,
            maxResults: maxResults,
            key: \.id
        )
        let snapshot = call.call.view.snapshot
        handshakes = page.items.map { Organizations.Handshake($0, snapshot, at: call.time) }
        nextToken = page.nextToken
    }
}

extension Organizations.Handshake {
    init(_ handshake: OrganizationHandshake, _ snapshot: StateSnapshot, at now: Moment) {
        let target: (id: String, party: Organizations.HandshakePartyType, resource: Organizations.HandshakeResourceType)
        switch handshake.target {
        case .account(let id): target = (id, .account, .account)
        case .email(let address): target = (address, .email, .email)
        }
        self.init(
            id: handshake.id,
            arn: handshake.arn,
            parties: [
                Organizations.HandshakeParty(id: handshake.organizationID, type: .organization),
                Organizations.HandshakeParty(id: target.id, type: target.party),
            ],
            state: .init(rawValue: handshake.state(at: now).rawValue),
            requestedTimestamp: WireTimestamp(handshake.requestedAt),
            expirationTimestamp: WireTimestamp(handshake.expiresAt),
            action: .invite,
            resources: [
                Organizations.HandshakeResource(organizationOf: handshake, snapshot),
                Organizations.HandshakeResource(value: target.id, type: target.resource),
            ] + (handshake.notes.map { [Organizations.HandshakeResource(value: $0, type: .notes)] } ?? [])
        )
    }
}

extension Organizations.HandshakeResource {
    /// What the invited account is told of the organization.
    fileprivate init(organizationOf handshake: OrganizationHandshake, _ snapshot: StateSnapshot) {
        let management = snapshot.identity.accounts[handshake.scope.accountID, in: handshake.scope]
        let organization = snapshot.organizations.organizations[handshake.organizationID, in: handshake.scope]
        self.init(
            value: handshake.organizationID,
            type: .organization,
            resources: [
                Organizations.HandshakeResource(value: management?.rootEmail, type: .masterEmail),
                Organizations.HandshakeResource(value: management?.name, type: .masterName),
                Organizations.HandshakeResource(
                    value: organization?.featureSet.rawValue,
                    type: .organizationFeatureSet
                ),
            ]
        )
    }
}
