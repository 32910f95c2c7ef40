/// Reads `Principal` and `NotPrincipal`.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
struct PrincipalReader: ElementReader {
    private static let kinds: Set = ["AWS", "Service", "Federated", "CanonicalUser"]

    let grammar: PolicyGrammar

    init(_ grammar: PolicyGrammar) {
        self.grammar = grammar
    }

    func read(_ member: JSONMember) throws(PolicyParseError) -> PrincipalElement {
        let isComplement = member.name.value == "NotPrincipal"
        guard !isComplement || grammar.allowsNotPrincipal else { throw .prohibited(member.name, grammar.kind) }
        let members = try readMembers(member.value)
        guard !members.isEmpty else {
            throw .syntax(grammar.kind, "'\(member.name.value)' names nobody", at: member.name.location)
        }
        return PrincipalElement(isComplement: isComplement, location: member.name.location, members: members)
    }

    private func readMembers(_ node: JSONNode) throws(PolicyParseError) -> [Located<PrincipalElement.Member>] {
        if case .string(let text) = node.content {
            guard text == "*" else { throw .invalidPrincipal("AWS", Located(text, at: node.location)) }
            return [Located(.everyone, at: node.location)]
        }
        var members: [Located<PrincipalElement.Member>] = []
        for entry in try object(node, "Principal") {
            let names = try strings(entry.value, entry.name.value)
            guard !names.isEmpty else {
                throw .syntax(grammar.kind, "'\(entry.name.value)' names nobody", at: entry.name.location)
            }
            for name in names {
                members.append(Located(try readMember(entry.name, name), at: name.location))
            }
        }
        return members
    }

    private func readMember(
        _ key: Located<String>,
        _ name: Located<String>
    ) throws(PolicyParseError) -> PrincipalElement.Member {
        guard Self.kinds.contains(key.value) else { throw unknownElement(key) }
        if key.value == "AWS", name.value == "*" { return .everyone }
        guard !name.value.isEmpty, !name.value.contains("*"), !name.value.contains("?") else {
            throw .invalidPrincipal(key.value, name)
        }
        switch key.value {
        case "AWS":
            guard let member = awsMember(name.value) else { throw .invalidPrincipal(key.value, name) }
            return member
        case "Service": return .service(name.value)
        case "Federated": return .federated(name.value)
        default: return .canonicalUser(name.value)
        }
    }

    private func awsMember(_ name: String) -> PrincipalElement.Member? {
        if name.isAccountID { return .account(name) }
        guard name.hasPrefix("arn:") else { return name.isUniqueID ? .uniqueID(name) : nil }
        guard let arn = ARN(name) else { return nil }
        if arn.isOriginAccessIdentity { return .arn(name) }
        guard arn.account.isAccountID else { return nil }
        if arn.service == "iam", arn.resource == "root" { return .account(arn.account) }
        return arn.namesPrincipal ? .arn(name) : nil
    }
}

extension ARN {
    /// Whether this is a user, a role, or a session; groups and providers are no principals of the kind `AWS`.
    fileprivate var namesPrincipal: Bool {
        let parts = resource.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else { return false }
        switch (service, parts.first) {
        case ("iam", "user"), ("iam", "role"): return parts.count >= 2
        case ("sts", "assumed-role"): return parts.count == 3
        case ("sts", "federated-user"): return parts.count == 2
        default: return false
        }
    }

    /// CloudFront's reader of a private bucket, which belongs to no account:
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html>
    fileprivate var isOriginAccessIdentity: Bool {
        service == "iam" && account == "cloudfront" && resource.hasPrefix("user/CloudFront Origin Access Identity ")
    }
}

extension String {
    /// Twelve digits.
    var isAccountID: Bool { utf8.count == 12 && utf8.allSatisfy(\.isASCIIDigit) }

    /// Such as `AROAEXAMPLEID`: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>
    var isUniqueID: Bool {
        (16...128).contains(utf8.count) && first == "A" && utf8.allSatisfy(\.isASCIIAlphanumeric)
            && !utf8.contains { $0 >= UInt8(ascii: "a") }
    }
}
