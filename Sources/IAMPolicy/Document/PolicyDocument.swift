/// A parsed and validated policy document.
public struct PolicyDocument: Sendable, Hashable {
    /// What the document is attached to.
    public let kind: PolicyKind
    /// The language version; documents without one are 2008-10-17, which has no policy variables.
    public let version: Version
    /// The document's `Id`, when it has one.
    public let id: String?
    /// The statements in the order of the text; never empty.
    public let statements: [PolicyStatement]
    /// Values that can never match as their author meant; see ``PolicyFinding``.
    public let findings: [PolicyFinding]
    /// The document's length in characters without white space outside strings, as IAM counts it against its quotas.
    public let countedCharacters: Int

    /// Conditions whose operator does not suit their key's type; see ``PolicyFinding``. Looked up in the service reference
    /// each time it is asked for, which takes a lock and, for the first key of a service, about a millisecond.
    public var keyFindings: [PolicyFinding] { KeyChecker.findings(in: statements) }

    /// The versions of the policy language.
    public enum Version: String, Sendable, Hashable, CaseIterable {
        case v2008 = "2008-10-17"
        case v2012 = "2012-10-17"
    }
}
