/// Makes random policies that are valid for their kind.
struct ReferenceGenerator {
    var random: ReferenceRandom
    let operators = ReferenceValueKind.operators.keys.sorted()

    private static let crowdedPercent = 4

    init(seed: UInt64) { random = ReferenceRandom(seed: seed) }

    /// What the policies of a round are about, so that requests and policies often meet.
    struct Subject: Hashable, Sendable {
        let isTrust: Bool
    }

    mutating func subject() -> Subject { Subject(isTrust: random.chance(12)) }

    /// Policies for every layer, each layer there or not.
    mutating func policies(about subject: Subject) -> ReferencePolicies {
        var policies = ReferencePolicies()
        policies.identity = random.chance(85) ? documents(1...3, grammar: .identity) : []
        policies.boundary = random.chance(25) ? document(.identity) : nil
        policies.session = random.chance(35) ? documents(1...2, grammar: .identity) : nil
        policies.resource = random.chance(60) ? document(subject.isTrust ? .trust : .resource) : nil
        policies.serviceControl = random.chance(25) ? levels(.serviceControl) : nil
        policies.resourceControl = random.chance(25) ? levels(.resourceControl) : nil
        policies.vpcEndpoint = random.chance(15) ? documents(1...1, grammar: .resource) : nil
        return policies
    }

    /// Which elements a policy may have.
    enum Grammar {
        case identity
        case serviceControl
        case resource
        case trust
        case resourceControl
    }

    private mutating func levels(_ grammar: Grammar) -> [[ReferenceJSON]] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            random.chance(8) ? [] : documents(1...2, grammar: grammar)
        }
    }

    private mutating func documents(_ count: ClosedRange<Int>, grammar: Grammar) -> [ReferenceJSON] {
        (0..<Int.random(in: count, using: &random)).map { _ in document(grammar) }
    }

    private mutating func document(_ grammar: Grammar) -> ReferenceJSON {
        // A crowded document is indexed, a small one is not.
        let count = Int.random(in: random.chance(Self.crowdedPercent) ? 20...40 : 1...3, using: &random)
        let statements = (0..<count).map { _ in statement(grammar) }
        var members: [String: ReferenceJSON] = [:]
        let isCurrent = grammar == .resourceControl || grammar == .serviceControl || random.chance(85)
        members["Version"] = isCurrent ? "2012-10-17" : random.chance(50) ? "2008-10-17" : nil
        members["Statement"] = statements.count == 1 && random.chance(50) ? statements[0] : .array(statements)
        return .object(members)
    }

    /// A statement of an identity policy.
    mutating func statement(_ effect: ReferenceStatement.Effect) -> ReferenceJSON {
        statement(.identity, effect)
    }

    private mutating func statement(_ grammar: Grammar) -> ReferenceJSON {
        statement(grammar, grammar == .resourceControl || random.chance(25) ? .deny : .allow)
    }

    private mutating func statement(_ grammar: Grammar, _ effect: ReferenceStatement.Effect) -> ReferenceJSON {
        var members: [String: ReferenceJSON] = ["Effect": .string(effect.rawValue)]
        let action = grammar == .resourceControl || grammar == .trust || random.chance(88) ? "Action" : "NotAction"
        members[action] = oneOrMany(actionPatterns(grammar))
        if grammar != .trust {
            members[random.chance(88) ? "Resource" : "NotResource"] = oneOrMany(resourcePatterns())
        }
        switch grammar {
        case .identity, .serviceControl: break
        case .resourceControl: members["Principal"] = "*"
        case .trust: members["Principal"] = principals()
        case .resource: members[effect == .deny && random.chance(40) ? "NotPrincipal" : "Principal"] = principals()
        }
        if random.chance(45) { members["Condition"] = condition() }
        return .object(members)
    }

    /// A single value may stand without an array.
    mutating func oneOrMany(_ texts: [String]) -> ReferenceJSON {
        texts.count == 1 && random.chance(70) ? .string(texts[0]) : .array(texts.map(ReferenceJSON.string))
    }
}
