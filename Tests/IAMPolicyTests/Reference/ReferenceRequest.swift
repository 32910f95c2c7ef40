/// One request to judge.
struct ReferenceRequest: Hashable, Sendable {
    let principal: ReferencePrincipal
    /// The S3 name of the caller's account, where it is known.
    let canonicalUser: String?
    let action: String
    let resource: String
    /// The owner of the resource where its ARN does not say it.
    let resourceAccount: String?
    /// Context keys as sent.
    let context: [String: [String]]
    /// Everything ``values(of:)`` can answer, by names in lower case.
    private let lookup: [String: [String]]

    init(
        principal: ReferencePrincipal,
        canonicalUser: String? = nil,
        action: String,
        resource: String,
        resourceAccount: String? = nil,
        context: [String: [String]] = [:]
    ) {
        self.principal = principal
        self.canonicalUser = canonicalUser
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        self.context = context
        let derived = principal.derivedContext.map { ($0.key.lowercased(), $0.value) }
        let sent = context.map { ($0.key.lowercased(), $0.value) }
        lookup = Dictionary(derived + sent) { _, sent in sent }
    }

    /// The values of a context key, whose name is compared without case; nil when it is missing. A key that is
    /// present without any value counts as missing.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
    func values(of key: String) -> [String]? {
        guard let values = lookup[key.lowercased()], !values.isEmpty else { return nil }
        return values
    }

    /// The account that owns the resource; the caller's own where nothing says otherwise (SimulateCustomPolicy's
    /// `ResourceOwner` has the same default).
    var owner: String? {
        let named = resourceAccount ?? resource.component(4, of: ":")
        return named.isEmpty ? principal.account : named
    }
}

extension ReferenceRequest: CustomStringConvertible {
    var description: String {
        "\(principal) \(action) on \(resource) of \(resourceAccount ?? "its owner") with \(context)"
    }
}

extension String {
    /// One part of the text between separators, counted from zero, from the end when negative; empty when missing.
    func component(_ index: Int, of separator: Character) -> String {
        let parts = split(separator: separator, omittingEmptySubsequences: false)
        let position = index < 0 ? parts.count + index : index
        return parts.indices.contains(position) ? String(parts[position]) : ""
    }
}
