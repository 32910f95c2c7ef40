/// One statement of a policy document, with what it needs to know of the document around it.
struct ReferenceStatement {
    enum Effect: String {
        case allow = "Allow"
        case deny = "Deny"
    }

    let effect: Effect
    /// Variables exist since language version 2012-10-17.
    let hasVariables: Bool
    let elements: [String: ReferenceJSON]

    init(_ statement: ReferenceJSON, in document: ReferenceJSON) {
        elements = statement.members
        effect = elements["Effect"]?.text == Effect.deny.rawValue ? .deny : .allow
        hasVariables = document.members["Version"]?.text == "2012-10-17"
    }

    /// The statements of a document; one alone may stand without an array.
    static func all(in document: ReferenceJSON) -> [ReferenceStatement] {
        (document.members["Statement"]?.elements ?? []).map { ReferenceStatement($0, in: document) }
    }

    /// Action, resource and conditions, all of them; the principal is judged by ``ReferencePrincipalMatch``.
    func applies(to request: ReferenceRequest) -> Bool {
        matchesAction(request) && matchesResource(request) && conditions.allSatisfy { $0.holds(for: request, in: self) }
    }

    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    private func matchesAction(_ request: ReferenceRequest) -> Bool {
        let matches = { (patterns: ReferenceJSON) in
            patterns.texts.contains { ReferencePattern(glob: $0.lowercased()).matches(request.action.lowercased()) }
        }
        if let listed = elements["Action"] { return matches(listed) }
        return elements["NotAction"].map { !matches($0) } ?? false
    }

    /// Only a trust policy has neither element: it stands on the role that is asked for.
    private func matchesResource(_ request: ReferenceRequest) -> Bool {
        let matches = { (patterns: ReferenceJSON) in
            patterns.texts.contains { text in
                if hasVariables, text.hasMisplacedVariable { return false }
                return ReferencePattern(text, for: request, substituting: hasVariables)?.asResource.matches(
                    request.resource
                )
                    ?? false
            }
        }
        if let listed = elements["Resource"] { return matches(listed) }
        return elements["NotResource"].map { !matches($0) } ?? true
    }

    /// The conditions with the names of their operators.
    var namedConditions: [(name: String, condition: ReferenceCondition)] {
        (elements["Condition"]?.members ?? [:]).flatMap { name, keys in
            keys.members.map { (name, ReferenceCondition(operator: name, key: $0, values: $1.texts)) }
        }
    }

    private var conditions: [ReferenceCondition] { namedConditions.map(\.condition) }
}

extension String {
    /// Variables have their place after the fifth colon of an ARN only.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
    fileprivate var hasMisplacedVariable: Bool {
        let segments = split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).prefix(5)
        let escapes = ["${*}", "${?}", "${$}"]
        return hasPrefix("arn:")
            && segments.contains { segment in
                escapes.reduce(String(segment)) { $0.replacing($1, with: "") }.contains("${")
            }
    }
}
