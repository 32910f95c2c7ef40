/// The identity-based policies of a user, group or role.
package struct PolicyGrants: Hashable, Sendable, Codable {
    /// In the order of their first `Put…Policy`.
    package var inline: [InlinePolicy]
    /// ARNs of attached managed policies, in the order of attachment.
    package var attachedARNs: [String]
    /// ARN of the managed policy that is the permissions boundary; groups have none.
    package var boundaryARN: String?

    package init(inline: [InlinePolicy] = [], attachedARNs: [String] = [], boundaryARN: String? = nil) {
        self.inline = inline
        self.attachedARNs = attachedARNs
        self.boundaryARN = boundaryARN
    }

    package var policyTexts: [PolicyText] { inline.map(\.document) }

    package func inlinePolicy(named name: String) -> InlinePolicy? {
        inline.first { $0.name == name }
    }

    /// Adds the policy, or replaces the one with the same name in its place.
    package mutating func putInline(_ policy: InlinePolicy) {
        if let index = inline.firstIndex(where: { $0.name == policy.name }) {
            inline[index] = policy
        } else {
            inline.append(policy)
        }
    }
}
