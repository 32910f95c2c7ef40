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
        let shape = ActionShape(pattern.value)
        guard !shape.isStar else { return }
        guard shape.colons > 0 else {
            throw failure(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'\(pattern.value)' has no service prefix",
                pattern.location
            )
        }
        guard shape.colons == 1 else {
            throw failure(
                "Actions/Condition can contain only one colon.",
                "'\(pattern.value)' has \(shape.colons)",
                pattern.location
            )
        }
        guard shape.isVendorValid else {
            let vendor = pattern.value.prefix { $0 != ":" }
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
        if pattern.value != "*" { try checkPartitionAndService(pattern) }
    }

    /// A partition of AWS, and a service without wildcards:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
    private func checkPartitionAndService(_ pattern: Located<String>) throws(PolicyParseError) {
        let parts = pattern.value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts[1].contains("*") || parts[1] == "aws" || parts[1].hasPrefix("aws-") else {
            let rest = parts.dropFirst(2) + Array(repeating: "*", count: max(0, 6 - parts.count))
            throw failure(
                "Partition \"\(parts[1])\" is not valid for resource "
                    + "\"arn:\(parts[1]):\(rest.joined(separator: ":"))\".",
                "'\(parts[1])' is no partition",
                pattern.location
            )
        }
        guard parts.count > 2, !parts[2].isEmpty, !parts[2].contains(where: { $0 == "*" || $0 == "?" }) else {
            throw failure(
                "Resource vendor must be fully qualified and cannot contain regexes.",
                "'\(pattern.value)' does not name one service",
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

/// What an action looks like, found in one pass over its bytes: policies hold thousands.
private struct ActionShape {
    private(set) var colons = 0
    private var vendorCount = 0
    private var hasOnlyVendorCharacters = true
    private var vendorStars = 0
    private let count: Int

    init(_ action: String) {
        let bytes = action.utf8.span
        count = bytes.count
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") {
                colons += 1
            } else if colons == 0 {
                vendorCount += 1
                if byte == UInt8(ascii: "*") { vendorStars += 1 }
                if !byte.isVendorCharacter { hasOnlyVendorCharacters = false }
            }
        }
    }

    /// Whether this is `*` alone.
    var isStar: Bool { count == 1 && vendorStars == 1 }

    /// Whether what stands before the first colon is a service prefix, or `*`.
    var isVendorValid: Bool {
        vendorCount > 0 && hasOnlyVendorCharacters || vendorCount == 1 && vendorStars == 1
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
