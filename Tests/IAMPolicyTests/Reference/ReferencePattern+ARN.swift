extension ReferencePattern {
    /// The same pattern read as the ARN of a `Resource` element.
    ///
    /// In the first five segments a wildcard stays in its segment, except that a `*` which ends its segment may run
    /// past the colon; a segment that is `*` alone does so only as the last of the pattern. The resource part
    /// is a plain glob.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
    var asResource: ReferencePattern {
        let segments = segments(atMost: 6)
        guard segments.count > 1 else { return self }
        let adapted = segments.enumerated().map { number, segment in
            let isLast = number == segments.count - 1
            return number == 5 ? segment : Self.withinSegment(segment, isLast: isLast)
        }
        return ReferencePattern(tokens: Array(adapted.joined(separator: [.exactly(":")])))
    }

    private static func withinSegment(_ segment: [Token], isLast: Bool) -> [Token] {
        let isAlone = segment.allSatisfy { $0 == .many(pastColon: true) }
        return segment.enumerated().map { position, token in
            switch token {
            case .exactly: token
            case .one: .one(pastColon: false)
            case .many: .many(pastColon: position == segment.count - 1 && (isLast || !isAlone))
            }
        }
    }

    /// Compares as the ARN operators do: six components, one by one; `*` alone means every ARN. Nil when the pattern is
    /// no ARN.
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
    func matchesComponents(of text: String) -> Bool? {
        let patterns = segments(atMost: 6)
        let components = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        if tokens == [.many(pastColon: true)] { return true }
        guard patterns.count == 6 else { return nil }
        return zip(patterns, components).allSatisfy { ReferencePattern(tokens: $0).matches(String($1)) }
    }

    private func segments(atMost limit: Int) -> [[Token]] {
        tokens.split(separator: .exactly(":"), maxSplits: limit - 1, omittingEmptySubsequences: false).map(Array.init)
    }
}
