import Testing

/// What must hold of every set of policies and every request, whatever they say.
@Suite("Laws of evaluation")
struct PolicyLawTests {
    private static let rounds = 600

    private static let denyEverything: ReferenceJSON = [
        "Version": "2012-10-17",
        "Statement": ["Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"],
    ]

    @Test("adding a Deny never turns a denial into an allow", arguments: [UInt64(11)])
    func addingDeny(seed: UInt64) throws {
        try forEachRound(seed: seed) { generator, policies, request, before in
            let after = try decide(request, policies.adding(generator.statement(.deny)))
            return before.verdict == .allowed || after.verdict != .allowed
        }
    }

    @Test("adding an Allow never turns an allow into a denial", arguments: [UInt64(12)])
    func addingAllow(seed: UInt64) throws {
        try forEachRound(seed: seed) { generator, policies, request, before in
            let after = try decide(request, policies.adding(generator.statement(.allow)))
            return before.verdict != .allowed || after.verdict == .allowed
        }
    }

    @Test("a Deny for everything denies everything that needs permission", arguments: [UInt64(13)])
    func denyingEverything(seed: UInt64) throws {
        try forEachRound(seed: seed) { _, policies, request, _ in
            var denying = policies
            denying.vpcEndpoint = (policies.vpcEndpoint ?? []) + [Self.denyEverything]
            return try request.needsNoPermission || decide(request, denying).verdict == .explicitDeny
        }
    }

    @Test("the order of statements and policies does not matter", arguments: [UInt64(14)])
    func order(seed: UInt64) throws {
        try forEachRound(seed: seed) { generator, policies, request, before in
            try decide(request, policies.shuffled(using: &generator.random)) == before
        }
    }

    @Test("a policy that is attached twice means what it means once", arguments: [UInt64(15)])
    func repetition(seed: UInt64) throws {
        try forEachRound(seed: seed) { _, policies, request, before in
            var twice = policies
            twice.identity += policies.identity
            twice.session = policies.session.map { $0 + $0 }
            twice.serviceControl = policies.serviceControl.map { levels in levels.map { $0 + $0 } }
            return try decide(request, twice) == before
        }
    }

    @Test("a further limit never turns a denial into an allow", arguments: [UInt64(16)])
    func furtherLimit(seed: UInt64) throws {
        try forEachRound(seed: seed) { generator, policies, request, before in
            let other = generator.policies(about: generator.subject())
            var limited = policies
            limited.boundary = policies.boundary ?? other.boundary
            limited.serviceControl = policies.serviceControl ?? other.serviceControl
            limited.resourceControl = policies.resourceControl ?? other.resourceControl
            limited.vpcEndpoint = policies.vpcEndpoint ?? other.vpcEndpoint
            return try before.verdict == .allowed || decide(request, limited).verdict != .allowed
        }
    }

    @Test("actions and context keys mean the same in any case", arguments: [UInt64(17)])
    func letterCase(seed: UInt64) throws {
        try forEachRound(seed: seed) { _, policies, request, before in
            let shouted = ReferenceRequest(
                principal: request.principal,
                canonicalUser: request.canonicalUser,
                action: request.action.uppercased(),
                resource: request.resource,
                resourceAccount: request.resourceAccount,
                context: Dictionary(uniqueKeysWithValues: request.context.map { ($0.key.uppercased(), $0.value) })
            )
            return try decide(shouted, policies) == before
        }
    }

    @Test("NotAction and NotResource are the complements of Action and Resource", arguments: [UInt64(18)])
    func complements(seed: UInt64) throws {
        try forEachRound(seed: seed) { generator, _, request, _ in
            guard case .user = request.principal, !request.needsNoPermission else { return true }
            let actions = ReferenceJSON.array(generator.actionPatterns(.identity).map(ReferenceJSON.string))
            let resources = ReferenceJSON.array(generator.resourcePatterns().map(ReferenceJSON.string))
            return try allows(["Action": actions, "Resource": "*"], request)
                != allows(["NotAction": actions, "Resource": "*"], request)
                && allows(["Action": "*", "Resource": resources], request)
                    != allows(["Action": "*", "NotResource": resources], request)
        }
    }

    // MARK: - Rounds

    private typealias Check = (inout ReferenceGenerator, ReferencePolicies, ReferenceRequest, ReferenceDecision) throws
        -> Bool

    private func forEachRound(seed: UInt64, _ check: Check) throws {
        var generator = ReferenceGenerator(seed: seed)
        for round in 0..<Self.rounds {
            let subject = generator.subject()
            let policies = generator.policies(about: subject)
            let request = generator.request(about: subject)
            let before = try decide(request, policies)
            guard try check(&generator, policies, request, before) else {
                Issue.record("seed \(seed), round \(round):\n  request: \(request)\n  policies: \(policies)")
                return
            }
        }
    }

    private func decide(_ request: ReferenceRequest, _ policies: ReferencePolicies) throws -> ReferenceDecision {
        try ReferenceEngine(policies, for: request).decide(request)
    }

    /// Whether an Allow with these elements, alone in an identity policy, matches the request.
    private func allows(_ elements: [String: ReferenceJSON], _ request: ReferenceRequest) throws -> Bool {
        var policies = ReferencePolicies()
        let statement = elements.merging(["Effect": "Allow"]) { $1 }
        policies.identity = [["Version": "2012-10-17", "Statement": .object(statement)]]
        return try decide(request, policies).layers[.identity] == .allowed
    }
}

extension ReferenceRequest {
    fileprivate var needsNoPermission: Bool {
        action.lowercased() == "sts:getcalleridentity" && principal.isAuthenticated
    }
}
