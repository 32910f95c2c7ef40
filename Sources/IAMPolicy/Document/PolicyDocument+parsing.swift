extension PolicyDocument {
    /// Parses and validates a document.
    ///
    /// - Parameters:
    ///   - text: UTF-8 bytes.
    ///   - kind: what the policy is attached to, which fixes its grammar.
    /// - Throws: ``PolicyParseError`` with AWS's wording and the place of the fault.
    public init(parsing text: [UInt8], kind: PolicyKind) throws(PolicyParseError) {
        throw PolicyParseError("Syntax errors in policy.", detail: "the parser is not built yet", at: nil)
    }
}
