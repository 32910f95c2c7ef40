import IAMPolicy

extension PolicySet {
    /// A set from the texts of valid documents, named `policy[0]` and so on.
    convenience init(_ kind: PolicyKind, _ texts: String...) throws {
        self.init(
            try texts.enumerated().map { index, text in
                CompiledPolicy(
                    try PolicyDocument(parsing: Array(text.utf8), kind: kind),
                    identifier: "policy[\(index)]"
                )
            }
        )
    }

    /// A set of one policy with one statement, given by its elements.
    ///
    /// - Parameter elements: members of the statement, such as `"Effect": "Allow", "Action": "*", "Resource": "*"`.
    static func statement(_ kind: PolicyKind = .identity, _ elements: String) throws -> PolicySet {
        try PolicySet(kind, #"{"Version": "2012-10-17", "Statement": [{\#(elements)}]}"#)
    }
}
