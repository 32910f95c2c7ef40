extension ReferenceGenerator {
    /// A request for the policies of a round.
    mutating func request(about subject: Subject) -> ReferenceRequest {
        let (action, resource) = random.pick(
            subject.isTrust ? ReferenceVocabulary.trustRequests : ReferenceVocabulary.requests
        )
        let accounts = [ReferenceVocabulary.account, ReferenceVocabulary.foreign]
        let principal = principal()
        return ReferenceRequest(
            principal: principal,
            canonicalUser: random.chance(50) ? principal.account.map(ReferenceVocabulary.canonicalUser) : nil,
            action: random.chance(90) ? action : action.uppercased(),
            resource: resource,
            resourceAccount: random.chance(20) ? random.pick(accounts) : nil,
            context: context()
        )
    }

    /// About half of the keys there are.
    private mutating func context() -> [String: [String]] {
        var context: [String: [String]] = [:]
        for kind in ReferenceValueKind.allCases {
            for key in ReferenceVocabulary.keys[kind] ?? [] where random.chance(55) {
                guard !context.keys.contains(where: { $0.lowercased() == key.lowercased() }) else { continue }
                context[key] = contextValues(of: kind, for: key)
            }
        }
        return context
    }

    private mutating func contextValues(of kind: ReferenceValueKind, for key: String) -> [String]? {
        // What follows from the principal is seldom overruled.
        if ["aws:username", "aws:PrincipalType", "aws:PrincipalArn"].contains(key), random.chance(80) { return nil }
        let count = key == "aws:TagKeys" || random.chance(15) ? 0...3 : 1...1
        return random.picks(count, of: ReferenceVocabulary.values[kind] ?? [])
    }

    private mutating func principal() -> ReferencePrincipal {
        switch Int.random(in: 0..<21, using: &random) {
        case 0..<7:
            let arn = random.pick(ReferenceVocabulary.users)
            return .user(arn: arn, id: random.chance(50) ? ReferenceVocabulary.uniqueID(of: arn) : nil)
        case 7..<13:
            let role = random.pick(ReferenceVocabulary.roles)
            let id = random.chance(50) ? ReferenceVocabulary.uniqueID(of: role) : nil
            return .roleSession(arn: Self.session(of: role), role: role, id: id)
        case 13..<16:
            let arn = random.pick(ReferenceVocabulary.federatedSessions)
            let users = ReferenceVocabulary.users.filter { $0.contains(arn.component(4, of: ":")) }
            return .federatedUser(arn: arn, user: random.chance(70) ? random.pick(users) : nil)
        case 16: return .root(account: random.pick([ReferenceVocabulary.account, ReferenceVocabulary.foreign]))
        case 17, 18: return .service(random.pick(ReferenceVocabulary.services))
        case 19: return .identityProvider(random.pick(ReferenceVocabulary.identityProviders))
        default: return .anonymous
        }
    }
}
