import AWSWire

extension SimulatedPrincipal {
    /// Leaves out the policies that a caller names: by type, by ARN, or by the name of an inline policy and its bearer.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyIdentifier.html>
    mutating func exclude(_ identifiers: [IAM.PolicyIdentifier]) {
        for identifier in identifiers {
            identityPolicies.removeAll { identifier.names($0.exclusion) }
            let namesBoundary = identifier.policyType == .permissionBoundary
            if let boundary, namesBoundary || identifier.policyType == nil && identifier.names(boundary.exclusion) {
                self.boundary = nil
            }
        }
    }
}

extension IAM.PolicyIdentifier {
    fileprivate func names(_ policy: SimulatedPolicy.Exclusion) -> Bool {
        switch policy {
        case .none:
            return false
        case .managed(let arn):
            let type: IAM.PolicyIdentifierPolicyType = arn.hasPrefix("arn:aws:iam::aws:") ? .awsManaged : .userManaged
            return policyType == type || policyARN.map { NamePattern($0).matches(arn) } == true
        case .inline(let name, let bearer):
            guard let inline = inlinePolicyIdentifier else { return policyType == .inline }
            let bearers = "\(inline.attachmentType.rawValue.lowercased())/\(inline.attachmentName)"
            return inline.policyName == name && NamePattern(bearers).matches(bearer)
        }
    }
}

/// A name with at most one `*`, for any characters, and any number of `?`, for one character each.
private struct NamePattern {
    private let head: Substring
    /// What follows the asterisk; nil without one.
    private let tail: Substring?

    init(_ text: String) {
        let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        head = parts[0]
        tail = parts.count > 1 ? parts[1] : nil
    }

    func matches(_ name: String) -> Bool {
        guard let tail else { return Self.equal(head, name[...]) }
        return name.count >= head.count + tail.count && Self.equal(head, name.prefix(head.count))
            && Self.equal(tail, name.suffix(tail.count))
    }

    private static func equal(_ pattern: Substring, _ text: Substring) -> Bool {
        pattern.count == text.count && zip(pattern, text).allSatisfy { $0 == "?" || $0 == $1 }
    }
}
