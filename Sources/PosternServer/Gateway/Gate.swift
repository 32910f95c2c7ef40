import IAMPolicy
import StateStore

/// Proof that the policies allowed a call, or that the server runs in audit mode. Made only by ``Gate/admit(_:_:)``.
struct AuthorizedCall: Sendable {
    let call: IncomingCall
    /// Why the items of a call are not allowed, in the order of ``ServiceOperation/itemRequirements(of:in:)``; nil for
    /// those that are.
    let itemDenials: [String?]

    var caller: CallerIdentity { call.caller }
    var requestID: String { call.requestID }
    var time: Moment { call.time }
    /// The scope of regional things such as functions and log groups.
    var scope: Scope { call.scope }
    /// The scope of what the caller's account has once for all regions.
    var globalScope: Scope { .global(call.accountID) }

    fileprivate init(_ call: IncomingCall, itemDenials: [String?] = []) {
        self.call = call
        self.itemDenials = itemDenials
    }
}

/// One requirement with all that decided it, kept for the answer and the audit event.
struct EvaluatedRequirement: Sendable {
    let query: AuthorizationQuery
    /// The account that owns the resource.
    let resourceAccount: String
    let policies: EvaluationPolicies
    let decision: AuthorizationDecision
    /// What the asked service puts before the sentence of the one that denied; mostly nothing.
    var denialPrefix = ""

    /// AWS's sentence about the denial. Who came with a token instead of a signature is told no more than that.
    var denialMessage: String {
        if case .federated = query.principal { return "Not authorized to perform \(query.action)" }
        return denialPrefix
            + (message?.description
                ?? "User: \(query.principal.displayName) is not authorized to perform: \(query.action)")
    }

    /// The sentence as the caller gets it: an explicit denial in its own account says where its details are.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html>
    func denialMessage(toldTo caller: CallerIdentity, authorizationID: String, region: String) -> String {
        guard decision.verdict == .explicitDeny, resourceAccount == caller.accountID, let message else {
            return denialMessage
        }
        return denialPrefix + message.withDetails(authorizationID: authorizationID, region: region)
    }

    private var message: AccessDeniedMessage? {
        AccessDeniedMessage(for: decision, query: query, policies: policies)
    }
}

/// Asks the policies, and turns an allowed call into one that may be carried out.
struct Gate: Sendable {
    enum Admission: Sendable {
        case admitted(AuthorizedCall, [EvaluatedRequirement])
        /// The last evaluated requirement is the one that was denied.
        case denied(by: EvaluatedRequirement, [EvaluatedRequirement])
    }

    private let enforcement: ServerConfiguration.Enforcement

    init(enforcement: ServerConfiguration.Enforcement) {
        self.enforcement = enforcement
    }

    /// Decides every requirement in turn and stops at the first denial.
    ///
    /// In audit mode a denied call is admitted all the same; its evaluations still say that it was denied.
    ///
    /// - Parameter items: of a call about several things, each of which is done or refused for itself.
    func admit(
        _ call: IncomingCall,
        _ requirements: [AuthorizationRequirement],
        items: [AuthorizationRequirement] = []
    ) -> Admission {
        var evaluated: [EvaluatedRequirement] = []
        evaluated.reserveCapacity(requirements.count)
        guard !requirements.isEmpty || !items.isEmpty else { return .admitted(AuthorizedCall(call), []) }
        let context = call.requestContext()
        for requirement in requirements {
            let evaluation = evaluate(requirement, of: call, in: context)
            evaluated.append(evaluation)
            if evaluation.decision.verdict != .allowed, enforcement == .enforce {
                return .denied(by: evaluation, evaluated)
            }
        }
        let evaluatedItems = items.map { evaluate($0, of: call, in: context) }
        let denials = evaluatedItems.map { item in
            item.decision.verdict != .allowed && enforcement == .enforce ? item.denialMessage : nil
        }
        return .admitted(AuthorizedCall(call, itemDenials: denials), evaluated + evaluatedItems)
    }

    private func evaluate(
        _ requirement: AuthorizationRequirement,
        of call: IncomingCall,
        in context: RequestContext
    ) -> EvaluatedRequirement {
        let placement = call.view.organizations[requirement.resourceAccount]
        var context = context
        context.setResourceAccount(requirement.resourceAccount, placement)
        context.setResourceTags(of: requirement.resource, in: call.view.snapshot.identity)
        for (key, values) in requirement.context {
            context.set(key, toAll: values)
        }
        var policies = call.caller.policies
        policies.resource = requirement.resourcePolicy.map { PolicySet([$0]) }
        policies.resourceControl = placement?.resourceControl
        let query = AuthorizationQuery(
            action: requirement.action,
            resource: requirement.resource,
            resourceAccount: requirement.resourceAccount,
            context: context
        )
        return EvaluatedRequirement(
            query: query,
            resourceAccount: requirement.resourceAccount,
            policies: policies,
            decision: Authorizer.decide(query, policies),
            denialPrefix: requirement.denialPrefix
        )
    }
}
