import IAMPolicy
import Testing

@Suite("AccessDenied messages")
struct AccessDeniedMessageTests {
    private static let user = "arn:aws:iam::123456789012:user/alice"
    private static let queue = "arn:aws:sqs:us-east-1:123456789012:q"
    private static let allow = #""Effect": "Allow", "Action": "*", "Resource": "*""#
    private static let deny = #""Effect": "Deny", "Action": "*", "Resource": "*""#
    private static let other = #""Effect": "Allow", "Action": "s3:*", "Resource": "*""#
    private static let everyone = #""Principal": "*", "#

    private func message(
        _ policies: EvaluationPolicies,
        action: String = "sqs:SendMessage",
        resource: String = queue
    ) throws -> String? {
        let principal = try Principal(arn: Self.user)
        let query = AuthorizationQuery(principal: principal, action: action, resource: resource)
        let decision = Authorizer.decide(query, policies)
        return AccessDeniedMessage(for: decision, query: query, policies: policies)?.description
    }

    private static let start = "User: \(user) is not authorized to perform: sqs:SendMessage on resource: \(queue) "

    /// Each layer, as the only one that does not allow.
    @Test(
        "an implicit denial names the layer that allows nothing",
        arguments: [
            ("identity", "identity-based policy"),
            ("boundary", "permissions boundary"),
            ("session", "session policy"),
            ("serviceControl", "service control policy"),
            ("vpcEndpoint", "VPC endpoint policy"),
        ]
    )
    func implicitDenial(_ layer: String, _ type: String) throws {
        let policies = try policies(denying: layer, with: Self.other)
        #expect(try message(policies) == Self.start + "because no \(type) allows the sqs:SendMessage action")
    }

    @Test(
        "an explicit denial names the layer that denies",
        arguments: [
            ("identity", "an identity-based policy"),
            ("resource", "a resource-based policy"),
            ("boundary", "a permissions boundary"),
            ("session", "a session policy"),
            ("serviceControl", "a service control policy"),
            ("resourceControl", "a resource control policy"),
            ("vpcEndpoint", "a VPC endpoint policy"),
        ]
    )
    func explicitDenial(_ layer: String, _ type: String) throws {
        let policies = try policies(denying: layer, with: Self.deny)
        #expect(try message(policies) == Self.start + "with an explicit deny in \(type)")
    }

    private func policies(denying layer: String, with elements: String) throws -> EvaluationPolicies {
        func set(_ name: String, _ kind: PolicyKind, principal: String = "") throws -> PolicySet {
            try .statement(kind, principal + (name == layer ? elements : Self.allow))
        }
        let resourceElements = Self.everyone + (layer == "resource" ? elements : Self.other)
        return EvaluationPolicies(
            identity: try set("identity", .identity),
            permissionsBoundary: try set("boundary", .permissionsBoundary),
            session: try set("session", .session),
            resource: try .statement(.resource, resourceElements),
            serviceControl: [try set("serviceControl", .serviceControl)],
            resourceControl: [try set("resourceControl", .resourceControl, principal: Self.everyone)],
            vpcEndpoint: try set("vpcEndpoint", .vpcEndpoint, principal: Self.everyone)
        )
    }

    @Test("an action without a resource leaves the resource out")
    func noResource() throws {
        #expect(
            try message(EvaluationPolicies(), action: "sqs:ListQueues", resource: "*")
                == "User: \(Self.user) is not authorized to perform: sqs:ListQueues "
                + "because no identity-based policy allows the sqs:ListQueues action"
        )
    }

    @Test("Lambda prints the star of an action without a resource")
    func noResourceOfLambda() throws {
        #expect(
            try message(EvaluationPolicies(), action: "lambda:ListFunctions", resource: "*")
                == "User: \(Self.user) is not authorized to perform: lambda:ListFunctions on resource: * "
                + "because no identity-based policy allows the lambda:ListFunctions action"
        )
    }

    @Test("a role's trust policy is called so")
    func trustPolicy() throws {
        let role = "arn:aws:iam::123456789012:role/Target"
        #expect(
            try message(EvaluationPolicies(), action: "sts:AssumeRole", resource: role)
                == "User: \(Self.user) is not authorized to perform: sts:AssumeRole on resource: \(role) "
                + "because no role trust policy allows the sts:AssumeRole action"
        )
    }

    @Test(
        "an explicit denial names a policy that has an ARN, and no other",
        arguments: [
            ("arn:aws:iam::123456789012:policy/Deny", ": arn:aws:iam::123456789012:policy/Deny"),
            ("arn:aws:iam::aws:policy/AWSDenyAll", ": arn:aws:iam::aws:policy/AWSDenyAll"),
            ("arn:aws:iam::123456789012:user/alice/inline:no", ""),
            ("inline:no", ""),
        ]
    )
    func policyARN(_ identifier: String, _ suffix: String) throws {
        let text = #"{"Version": "2012-10-17", "Statement": {\#(Self.deny)}}"#
        let document = try PolicyDocument(parsing: Array(text.utf8), kind: .identity)
        let policies = EvaluationPolicies(identity: PolicySet([CompiledPolicy(document, identifier: identifier)]))
        #expect(try message(policies) == Self.start + "with an explicit deny in an identity-based policy\(suffix)")
    }

    @Test("an allowed request has no message")
    func allowed() throws {
        #expect(try message(EvaluationPolicies(identity: .statement(.identity, Self.allow))) == nil)
    }
}
