extension PolicyParseError {
    /// A fault for which AWS names no reason.
    static func syntax(_ kind: PolicyKind, _ detail: String, at location: SourceLocation?) -> PolicyParseError {
        let message =
            switch kind {
            case .roleTrust: "This policy contains invalid Json"
            default: "Syntax errors in policy."
            }
        return PolicyParseError(message, detail: detail, at: location)
    }

    static func missing(_ element: String, _ kind: PolicyKind, at location: SourceLocation) -> PolicyParseError {
        let message =
            switch (kind, element) {
            case (.roleTrust, _): "Missing required field \(element)"
            case (_, "Action"): "Policy statement must contain actions."
            case (_, "Resource"): "Policy statement must contain resources."
            default: "Syntax errors in policy."
            }
        return PolicyParseError(message, detail: "the statement has no '\(element)'", at: location)
    }

    static func prohibited(_ element: Located<String>, _ kind: PolicyKind) -> PolicyParseError {
        let message =
            switch (kind, element.value) {
            case (.identity, "Principal"), (.permissionsBoundary, "Principal"), (.session, "Principal"),
                (.identity, "NotPrincipal"), (.permissionsBoundary, "NotPrincipal"), (.session, "NotPrincipal"):
                "Policy document should not specify a principal."
            default: "Has prohibited field \(element.value)"
            }
        return PolicyParseError(
            message,
            detail: "this kind of policy takes no '\(element.value)'",
            at: element.location
        )
    }

    /// - Parameter key: the kind of principal, such as `AWS`.
    static func invalidPrincipal(_ key: String, _ name: Located<String>) -> PolicyParseError {
        PolicyParseError(
            "Invalid principal in policy: \"\(key.uppercased())\":\"\(name.value)\"",
            detail: "'\(name.value)' names no principal",
            at: name.location
        )
    }
}
