import AWSWire
import IAMPolicy
import StateStore

/// Questions to a set of policies, decided by the engine that decides real requests and answered in the shapes of AWS's
/// simulator.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>
struct PolicySimulation {
    private let sources: [SimulatedPolicy]
    private let policies: EvaluationPolicies
    private let context: RequestContext
    private let resourceAccount: String?
    private let actions: [String]
    private let resources: [String]
    private let requiredKeys: [String]
    /// Whose resource control policies bound what is asked for; nil for policies that are all passed to the call.
    private let directory: OrganizationDirectory?

    /// - Parameters:
    ///   - subject: whose policies are asked, the policies passed to the call among them.
    ///   - organization: service control policies by level, root first; nil where there are none.
    ///   - directory: whose resource control policies count; nil for none.
    /// - Throws: `InvalidInput`.
    init(
        _ input: some SimulationInput,
        subject: SimulatedPrincipal,
        organization: [[SimulatedPolicy]]? = nil,
        resourcesIn directory: OrganizationDirectory? = nil
    ) throws(ServiceFault) {
        let boundaries = [SimulatedPolicy](
            input.permissionsBoundaryPolicyInputList,
            named: "PermissionsBoundaryPolicyInputList",
            SimulatedPolicy.boundaryType
        )
        let boundary = boundaries.isEmpty ? [subject.boundary].compactMap(\.self) : boundaries
        let resourcePolicies = input.resourcePolicy.map {
            [SimulatedPolicy(id: "ResourcePolicy", type: SimulatedPolicy.resourceType, text: $0)]
        }
        resources = input.resourceARNs ?? ["*"]
        actions = try Self.checked(input.actionNames)
        var policies = EvaluationPolicies(identity: try subject.identityPolicies.set(.identity))
        if !boundary.isEmpty { policies.permissionsBoundary = try boundary.set(.permissionsBoundary) }
        if let resourcePolicies {
            policies.resource = try resourcePolicies.set(PolicyKind.attached(toResource: resources.first ?? "*"))
        }
        if let organization {
            var sets: [PolicySet] = []
            for level in organization { sets.append(try level.set(.serviceControl)) }
            policies.serviceControl = sets
        }
        self.policies = policies
        self.directory = directory
        sources =
            subject.identityPolicies + boundary + (resourcePolicies ?? [])
            + (organization ?? []).flatMap(\.self)
        resourceAccount = input.resourceOwner.map { ARN($0)?.account ?? $0 }
        context = try Self.context(input, subject)
        requiredKeys = ContextKeyNames.all(in: policies)
    }

    /// One answer for each action on each resource, a page of them.
    func response(after marker: String?, maxItems: Int?) throws(ServiceFault) -> IAM.SimulatePolicyResponse {
        let questions = Array(0..<actions.count * resources.count)
        let page = try Page(of: questions, after: marker, maxItems: maxItems) { Self.key($0) }
        return IAM.SimulatePolicyResponse(
            evaluationResults: page.items.map { question in
                answer(actions[question / resources.count], on: resources[question % resources.count])
            },
            isTruncated: page.isTruncated,
            marker: page.marker
        )
    }

    /// Decimal digits of one length, so that the keys are ordered as the questions are.
    private static func key(_ question: Int) -> String {
        let digits = String(question)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    private static func checked(_ actions: [String]) throws(ServiceFault) -> [String] {
        for action in actions {
            let parts = action.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains("*") }) else {
                throw IAM.Fault.invalidInput("Invalid action name: \(action)")
            }
        }
        return actions
    }

    private static func context(
        _ input: some SimulationInput,
        _ subject: SimulatedPrincipal
    ) throws(ServiceFault) -> RequestContext {
        var principal = subject.principal
        if let arn = input.callerARN {
            do {
                principal = try Principal(arn: arn)
            } catch {
                throw IAM.Fault.invalidInput("Invalid CallerArn: \(error)")
            }
        }
        var context = RequestContext(of: principal)
        for tag in subject.tags { context.set("aws:PrincipalTag/\(tag.key)", to: tag.value) }
        for entry in input.contextEntries ?? [] {
            guard let key = entry.contextKeyName else { continue }
            context.set(key, toAll: entry.contextKeyValues ?? [])
        }
        return context
    }
}

extension PolicySimulation {
    private func answer(_ action: String, on resource: String) -> IAM.EvaluationResult {
        let query = AuthorizationQuery(
            action: action,
            resource: ServiceReference.resource(resource, authorizing: action),
            resourceAccount: resourceAccount,
            context: context
        )
        var policies = policies
        let owner = query.resourceAccount ?? context.principalAccount
        policies.resourceControl = owner.flatMap { directory?[$0]?.resourceControl }
        let explanation = Explanation(query, policies)
        let verdict = IAM.PolicyEvaluationDecisionType(explanation.decision.verdict)
        let matched = matchedStatements(explanation)
        let boundary = explanation.decision[.permissionsBoundary].map {
            IAM.PermissionsBoundaryDecisionDetail(allowedByPermissionsBoundary: $0.verdict == .allowed)
        }
        let organizations = explanation.decision[.serviceControl].map {
            IAM.OrganizationsDecisionDetail(allowedByOrganizations: $0.verdict == .allowed)
        }
        let missing = requiredKeys.filter { context[$0] == nil }
        var result = IAM.EvaluationResult(
            evalActionName: action,
            evalResourceName: resource,
            evalDecision: verdict,
            matchedStatements: matched,
            missingContextValues: missing,
            organizationsDecisionDetail: organizations,
            permissionsBoundaryDecisionDetail: boundary
        )
        guard resource != "*" else { return result }
        let details = crossAccountDetails(query, explanation.decision)
        result.missingContextValues = []
        result.evalDecisionDetails = details
        result.resourceSpecificResults = [
            IAM.ResourceSpecificResult(
                evalResourceName: resource,
                evalResourceDecision: verdict,
                matchedStatements: matched,
                missingContextValues: missing,
                evalDecisionDetails: details,
                permissionsBoundaryDecisionDetail: boundary
            )
        ]
        return result
    }

    /// What each side says when the resource belongs to another account; empty within one.
    private func crossAccountDetails(
        _ query: AuthorizationQuery,
        _ decision: AuthorizationDecision
    ) -> [String: IAM.PolicyEvaluationDecisionType] {
        guard let owner = query.resourceAccount, owner != query.context.principalAccount else { return [:] }
        var details: [String: IAM.PolicyEvaluationDecisionType] = [:]
        if let identity = decision[.identity] { details["IAM Policy"] = .init(identity.verdict) }
        if let resource = decision[.resource] { details["Resource Policy"] = .init(resource.verdict) }
        return details
    }

    /// For a denial by statement the denying ones alone, for an allowed request those that grant it.
    private func matchedStatements(_ explanation: Explanation) -> [IAM.Statement] {
        let effect: PolicyStatement.Effect
        switch explanation.decision.verdict {
        case .implicitDeny: return []
        case .explicitDeny: effect = .deny
        case .allowed: effect = .allow
        }
        let granting: Set<PolicyLayer> = [.identity, .resource]
        return explanation.statements
            .filter { $0.applies && $0.statement.effect == effect }
            .filter { effect == .deny || granting.contains($0.statement.layer) }
            .compactMap { statement($0.statement) }
    }

    private func statement(_ deciding: DecidingStatement) -> IAM.Statement? {
        guard let source = sources.first(where: { $0.id == deciding.policyIdentifier }) else {
            guard deciding.layer == .resourceControl else { return nil }
            let id = deciding.policyIdentifier.split(separator: "/").last.map(String.init)
            return IAM.Statement(sourcePolicyID: id, sourcePolicyType: SimulatedPolicy.organizationType)
        }
        let span = deciding.location.flatMap { StatementSpan(startingAt: $0, in: source.text) }
        return IAM.Statement(
            sourcePolicyID: source.id,
            sourcePolicyType: source.type,
            startPosition: span.map { IAM.Position(line: $0.start.line, column: $0.start.column) },
            endPosition: span.map { IAM.Position(line: $0.end.line, column: $0.end.column) }
        )
    }
}

extension IAM.PolicyEvaluationDecisionType {
    init(_ verdict: Verdict) {
        switch verdict {
        case .allowed: self = .allowed
        case .explicitDeny: self = .explicitDeny
        case .implicitDeny: self = .implicitDeny
        }
    }
}
