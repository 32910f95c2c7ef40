/// Rules over the elements of one statement.
struct StatementRules {
    let grammar: PolicyGrammar

    init(_ grammar: PolicyGrammar) {
        self.grammar = grammar
    }

    func check(_ statement: PolicyStatement) throws(PolicyParseError) {
        for pattern in statement.action.patterns {
            try checkAction(pattern)
        }
        for pattern in statement.resource?.patterns ?? [] {
            try checkResource(pattern)
        }
        switch grammar.kind {
        case .roleTrust: try checkTrust(statement)
        case .resourceControl: try checkResourceControl(statement)
        default: break
        }
        try checkNotPrincipal(statement)
    }

    /// `*`, or a service prefix without wildcards, a colon, and a name.
    private func checkAction(_ pattern: Located<String>) throws(PolicyParseError) {
        let text = pattern.value.utf8
        guard text.elementsEqual("*".utf8) == false else { return }
        let colons = text.count { $0 == UInt8(ascii: ":") }
        guard colons > 0 else {
            throw failure(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'\(pattern.value)' has no service prefix",
                pattern.location
            )
        }
        guard colons == 1 else {
            throw failure(
                "Actions/Condition can contain only one colon.",
                "'\(pattern.value)' has \(colons)",
                pattern.location
            )
        }
        let vendor = pattern.value.prefix { $0 != ":" }
        guard vendor == "*" || (!vendor.isEmpty && vendor.utf8.allSatisfy(\.isVendorCharacter)) else {
            throw failure("Vendor \(vendor) is not valid", "in '\(pattern.value)'", pattern.location)
        }
    }

    /// IAM demands ARNs; the services that keep resource policies take other forms too (`execute-api:/stage/GET/*`).
    private func checkResource(_ pattern: Located<String>) throws(PolicyParseError) {
        switch grammar.kind {
        case .resource, .vpcEndpoint, .roleTrust: return
        default: break
        }
        guard pattern.value == "*" || pattern.value.hasPrefix("arn:") else {
            throw failure(
                "Resource \(pattern.value) must be in ARN format or \"*\".",
                "'\(pattern.value)' does not start with 'arn:'",
                pattern.location
            )
        }
    }

    private func checkTrust(_ statement: PolicyStatement) throws(PolicyParseError) {
        for pattern in statement.action.patterns where !pattern.value.lowercased().hasPrefix("sts:") {
            throw failure(
                "AssumeRole policy may only specify STS AssumeRole actions.",
                "'\(pattern.value)' is none",
                pattern.location
            )
        }
    }

    /// Only `RCPFullAWSAccess` allows, and it allows everything to everyone.
    private func checkResourceControl(_ statement: PolicyStatement) throws(PolicyParseError) {
        guard statement.principal?.members.map(\.value) == [.everyone] else {
            throw .syntax(grammar.kind, "'Principal' must be '*'", at: statement.principal?.location)
        }
        guard !statement.action.isComplement else {
            throw .prohibited(Located("NotAction", at: statement.action.location), grammar.kind)
        }
        guard statement.effect.value == .allow else { return }
        let isFullAccess =
            statement.action.patterns.map(\.value) == ["*"]
            && statement.resource?.patterns.map(\.value) == ["*"]
            && statement.resource?.isComplement == false
            && statement.conditions.isEmpty
        guard isFullAccess else {
            throw .syntax(grammar.kind, "'Allow' stands only in RCPFullAWSAccess", at: statement.effect.location)
        }
    }

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
    private func checkNotPrincipal(_ statement: PolicyStatement) throws(PolicyParseError) {
        guard let principal = statement.principal, principal.isComplement else { return }
        guard statement.effect.value == .deny else {
            throw .syntax(grammar.kind, "'NotPrincipal' must be used with 'Deny'", at: principal.location)
        }
    }

    private func failure(_ message: String, _ detail: String, _ location: SourceLocation) -> PolicyParseError {
        PolicyParseError(message, detail: detail, at: location)
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isASCIIAlphanumeric: Bool { isASCIIDigit || (self | 0x20) &- UInt8(ascii: "a") < 26 }
    /// Letters, digits, hyphen and dot, of which service prefixes consist.
    var isVendorCharacter: Bool {
        isASCIIAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }
}
