/// The three outcomes of judging a policy, a layer or a request.
enum ReferenceVerdict: String, Hashable, Sendable {
    case allowed
    case explicitDeny
    case implicitDeny
}

/// The kinds of policy that bear on a request, spelled as in an evaluation case.
enum ReferenceLayer: String, Hashable, CaseIterable, Sendable {
    case identity
    case boundary
    case session
    case resource
    case serviceControl
    case resourceControl
    case vpcEndpoint
}

/// What the reference evaluator says of a request.
struct ReferenceDecision: Hashable, Sendable {
    var verdict: ReferenceVerdict
    var layers: [ReferenceLayer: ReferenceVerdict]
}

/// Every policy that bears on one request. Nil: that layer does not exist for this request.
struct ReferencePolicies: Hashable, Sendable {
    var identity: [ReferenceJSON] = []
    var boundary: ReferenceJSON?
    var session: [ReferenceJSON]?
    var resource: ReferenceJSON?
    var serviceControl: [[ReferenceJSON]]?
    var resourceControl: [[ReferenceJSON]]?
    var vpcEndpoint: [ReferenceJSON]?
}
