/// One statement of a policy document, as written.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
public struct PolicyStatement: Sendable, Hashable {
    /// Where the statement's opening brace stands.
    public let location: SourceLocation
    /// The statement's `Sid`, when it has one.
    public let sid: Located<String>?
    /// `Allow` or `Deny`.
    public let effect: Located<Effect>
    /// `Principal` or `NotPrincipal`; nil in policies that take none.
    public let principal: PrincipalElement?
    /// `Action` or `NotAction`.
    public let action: PatternElement
    /// `Resource` or `NotResource`; nil only in trust policies, where the role itself is meant.
    public let resource: PatternElement?
    /// Every key of every operator of `Condition`; all of them must hold.
    public let conditions: [ConditionClause]

    /// What a statement does when all of its elements match.
    public enum Effect: String, Sendable, Hashable {
        case allow = "Allow"
        case deny = "Deny"
    }
}

/// `Action`, `NotAction`, `Resource` or `NotResource`: patterns, or everything but the patterns.
public struct PatternElement: Sendable, Hashable {
    /// Whether this is the `Not…` form.
    public let isComplement: Bool
    /// Where the element's key stands.
    public let location: SourceLocation
    /// The patterns as written; never empty.
    public let patterns: [Located<String>]
}

/// One key of one operator in a `Condition` block.
public struct ConditionClause: Sendable, Hashable {
    /// The operator with its qualifier and suffix.
    public let operation: Located<ConditionOperator>
    /// The context key as written, such as `aws:PrincipalTag/team`.
    public let key: Located<String>
    /// The values as written (numbers and booleans as their JSON text); one of them must match.
    public let values: [Located<String>]
}
