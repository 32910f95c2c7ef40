/// One decision of the policy engine with everything needed to explain it after the policies have changed.
package struct AuditAuthorization: Sendable, Equatable, Decodable {
    /// Such as `lambda:InvokeFunction`.
    package var action: String
    /// The ARN that was asked for, or `*`.
    package var resource: String
    package var verdict: Verdict
    /// What each evaluated layer said, in the order of evaluation.
    package var layers: [LayerVerdict]
    /// The statements that made the decision; empty for an implicit denial.
    package var decidedBy: [DecidingStatement]
    /// Every context key of the request with its values, as the engine saw them.
    package var context: [ContextEntry]
    /// Every policy that was evaluated, by the hash of the revision then in force.
    package var policies: [PolicyRevision]

    package init(
        action: String,
        resource: String,
        verdict: Verdict,
        layers: [LayerVerdict] = [],
        decidedBy: [DecidingStatement] = [],
        context: [ContextEntry] = [],
        policies: [PolicyRevision] = []
    ) {
        self.action = action
        self.resource = resource
        self.verdict = verdict
        self.layers = layers
        self.decidedBy = decidedBy
        self.context = context
        self.policies = policies
    }

    package enum Verdict: String, Sendable, CaseIterable, Decodable {
        case allowed
        case explicitDeny
        case implicitDeny
    }

    package struct LayerVerdict: Sendable, Equatable, Decodable {
        /// The engine's name of the layer, such as `identity` or `boundary`.
        package var layer: String
        package var verdict: Verdict

        package init(layer: String, verdict: Verdict) {
            self.layer = layer
            self.verdict = verdict
        }
    }

    package struct DecidingStatement: Sendable, Equatable, Decodable {
        package var layer: String
        /// An ARN, or `inline:` and a name, as in ``PolicyRevision``.
        package var policy: String
        package var policyHash: String
        /// Counted from zero in the order of the document.
        package var statementIndex: Int
        package var sid: String?

        package init(layer: String, policy: String, policyHash: String, statementIndex: Int, sid: String? = nil) {
            self.layer = layer
            self.policy = policy
            self.policyHash = policyHash
            self.statementIndex = statementIndex
            self.sid = sid
        }
    }

    package struct ContextEntry: Sendable, Equatable, Decodable {
        /// As the service reference spells it, such as `aws:SourceIp`.
        package var key: String
        package var values: [String]

        package init(key: String, values: [String]) {
            self.key = key
            self.values = values
        }
    }

    package struct PolicyRevision: Sendable, Equatable, Decodable {
        package var layer: String
        /// For policies of an organization the level they are attached to, counted from the root; nil for the others.
        package var level: Int?
        package var identifier: String
        /// SHA-256 of the document's text, 64 hexadecimal digits.
        package var hash: String

        package init(layer: String, level: Int? = nil, identifier: String, hash: String) {
            self.layer = layer
            self.level = level
            self.identifier = identifier
            self.hash = hash
        }
    }
}
