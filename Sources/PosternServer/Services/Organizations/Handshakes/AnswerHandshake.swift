import AWSWire
import StateStore

/// The operations that end an invitation: the two of its receiver, and the one of its sender.
protocol HandshakeAnswer: WireOperation where Input: NamesHandshake, Output: HoldsHandshake {
    static var answer: OrganizationHandshake.State { get }
}

protocol NamesHandshake {
    var handshakeID: String { get }
}

protocol HoldsHandshake: WritableStructure {
    init(handshake: Organizations.Handshake?)
}

extension Organizations.AcceptHandshake: HandshakeAnswer {
    static var answer: OrganizationHandshake.State { .accepted }
}
extension Organizations.DeclineHandshake: HandshakeAnswer {
    static var answer: OrganizationHandshake.State { .declined }
}
extension Organizations.CancelHandshake: HandshakeAnswer {
    static var answer: OrganizationHandshake.State { .canceled }
}
extension Organizations.AcceptHandshake.Input: NamesHandshake {}
extension Organizations.DeclineHandshake.Input: NamesHandshake {}
extension Organizations.CancelHandshake.Input: NamesHandshake {}
extension Organizations.AcceptHandshake.Output: HoldsHandshake {}
extension Organizations.DeclineHandshake.Output: HoldsHandshake {}
extension Organizations.CancelHandshake.Output: HoldsHandshake {}

/// `AcceptHandshake`, `DeclineHandshake` and `CancelHandshake`.
///
/// <https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html>
struct AnswerHandshake<Wire: HandshakeAnswer>: ServiceOperation {
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let own = AuthorizationRequirement.organizations(Self.action, on: input.handshakeID, in: call)
        return Wire.answer == .accepted ? [own, OrganizationsRole.requirement(in: call)] : [own]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await organizations.writer.write { transaction throws(ServiceFault) in
                var handshake = try transaction.organizations.handshake(input.handshakeID, of: call.call.accountID)
                let entitled = Wire.answer == .canceled ? handshake.scope.accountID : handshake.accountID
                guard entitled == call.call.accountID else { throw OrganizationsFaults.accessDenied }
                try requireOpen(handshake, at: call.time)
                handshake.answer = Wire.answer
                transaction.apply(.handshake(.put(handshake)))
                if Wire.answer == .accepted { try join(handshake, &transaction, at: call.time) }
                return Wire.Output(
                    handshake: Organizations.Handshake(handshake, transaction.snapshot, at: call.time)
                )
            }
        }
    }

    private func requireOpen(_ handshake: OrganizationHandshake, at now: Moment) throws(ServiceFault) {
        let state = handshake.state(at: now)
        guard state != Wire.answer else {
            throw Organizations.Fault.handshakeAlreadyInState(
                "The specified handshake is already in the requested state: \(state.rawValue)."
            )
        }
        guard state == .open else {
            throw Organizations.Fault.invalidHandshakeTransition(
                "You can't perform the operation on the handshake in its current state: \(state.rawValue)."
            )
        }
    }

    private func join(
        _ handshake: OrganizationHandshake,
        _ transaction: inout StateTransaction,
        at now: Moment
    ) throws(ServiceFault) {
        let state = transaction.organizations
        guard state.member(handshake.accountID) == nil else { throw HandshakeFaults.alreadyInOrganization }
        guard let organization = state.organizations[handshake.organizationID, in: handshake.scope] else {
            throw HandshakeFaults.notFound
        }
        transaction.apply(
            .member(
                .put(
                    OrganizationMember(
                        accountID: handshake.accountID,
                        of: organization,
                        joinedMethod: .invited,
                        joinedAt: now,
                        attachedPolicyIDs: organization.defaultPolicyIDs,
                        tags: handshake.tags
                    )
                )
            )
        )
        OrganizationsRole.ensure(in: handshake.accountID, &transaction, at: now, organizations.surroundings)
    }
}

extension OrganizationState {
    /// An invitation that an account has sent or received.
    ///
    /// - Throws: `HandshakeNotFoundException`; `AccessDeniedException` when the invitation is between others.
    func handshake(_ id: String, of accountID: String) throws(ServiceFault) -> OrganizationHandshake {
        guard let handshake = handshakes.all.first(where: { $0.id == id }) else { throw HandshakeFaults.notFound }
        guard handshake.accountID == accountID || handshake.scope.accountID == accountID else {
            throw OrganizationsFaults.accessDenied
        }
        return handshake
    }
}
