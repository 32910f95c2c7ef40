/// A policy ready to be decided with. Immutable; share one among all principals and resources that it is attached to.
public final class CompiledPolicy: Sendable {
    /// What messages and audit records call it: an ARN, or a name such as `inline:NAME`.
    public let identifier: String
    /// The hash of the document's text, chosen by the caller; not interpreted.
    public let contentHash: String
    /// The document, or why the stored text is none; such a policy denies every request.
    public let document: Result<PolicyDocument, PolicyParseError>

    public init(_ document: PolicyDocument, identifier: String, contentHash: String = "") {
        self.identifier = identifier
        self.contentHash = contentHash
        self.document = .success(document)
    }

    /// Compiles a text that is in force, valid or not: one that does not parse denies everything it is evaluated for.
    ///
    /// - Parameters:
    ///   - text: the document's UTF-8 bytes as stored.
    ///   - kind: what the policy is attached to.
    public init(enforcing text: [UInt8], kind: PolicyKind, identifier: String, contentHash: String = "") {
        self.identifier = identifier
        self.contentHash = contentHash
        do {
            document = .success(try PolicyDocument(parsing: text, kind: kind))
        } catch {
            document = .failure(error)
        }
    }
}
