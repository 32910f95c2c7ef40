/// Reads `Principal` and `NotPrincipal`.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
struct PrincipalReader: ElementReader {
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
        case "CanonicalUser": return .canonicalUser(name.value)
        default: throw unknownElement(key)
        }
    }

    private func awsMember(_ name: String) -> PrincipalElement.Member? {
        if name.isAccountID { return .account(name) }
        guard name.hasPrefix("arn:") else { return name.isUniqueID ? .uniqueID(name) : nil }
        guard let arn = ARN(name), arn.account.isAccountID, !arn.resource.isEmpty else { return nil }
        switch arn.service {
        case "iam" where arn.resource == "root": return .account(arn.account)
        case "iam", "sts": return .arn(name)
        default: return nil
        }
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
