/// A policy ready to be decided with. Immutable; share one among all principals and resources that it is attached to.
public final class CompiledPolicy: Sendable {
    /// What messages and audit records call it: an ARN, or a name such as `inline:NAME`.
    public let identifier: String
    /// The hash of the document's text, chosen by the caller; not interpreted.
    public let contentHash: String
    /// The document, or why the stored text is none; such a policy denies every request.
    public let document: Result<PolicyDocument, PolicyParseError>
    /// The document's action patterns; nil for an invalid one.
    let actions: ActionPatterns?

    public init(_ document: PolicyDocument, identifier: String, contentHash: String = "") {
        self.identifier = identifier
        self.contentHash = contentHash
        self.document = .success(document)
        actions = ActionPatterns(document)
    }

    /// Stands for a policy that is in force although its text is invalid: it denies everything it is evaluated for.
    public init(denyingFor error: PolicyParseError, identifier: String, contentHash: String = "") {
        self.identifier = identifier
        self.contentHash = contentHash
        document = .failure(error)
        actions = nil
    }

    /// Compiles a text that is in force, valid or not.
    ///
    /// - Parameters:
    ///   - text: the document's UTF-8 bytes as stored.
    ///   - kind: what the policy is attached to.
    public convenience init(enforcing text: [UInt8], kind: PolicyKind, identifier: String, contentHash: String = "") {
        do {
            let document = try PolicyDocument(parsing: text, kind: kind)
            self.init(document, identifier: identifier, contentHash: contentHash)
        } catch {
            self.init(denyingFor: error, identifier: identifier, contentHash: contentHash)
        }
    }
}

extension CompiledPolicy {
    /// Whether a statement's `Action` or `NotAction` covers an action, which is folded.
    func covers(_ action: Span<UInt8>, statement: Int) -> Bool {
        actions?.covers(action, statement: statement) ?? false
    }

    /// Whether a statement's `Action` or `NotAction` covers the query's action.
    func covers(_ query: borrowing QueryFacts, statement: Int) -> Bool {
        covers(query.context.bytes.span.extracting(query.action.bounds), statement: statement)
    }

    /// How many statements a valid document has; none for an invalid one.
    var statementCount: Int {
        guard case .success(let document) = document else { return 0 }
        return document.statements.count
    }

    /// A statement of a valid document; nil otherwise.
    func statement(at index: Int) -> PolicyStatement? {
        guard case .success(let document) = document, document.statements.indices.contains(index) else { return nil }
        return document.statements[index]
    }
}
