/// What an operation's name says of its effect.
enum OperationKind {
    private static let readingVerbs = ["Get", "List", "Describe", "Head", "Filter", "Simulate", "Decode", "Lookup"]

    /// CloudTrail's `readOnly`.
    static func isReadOnly(_ operation: String) -> Bool {
        readingVerbs.contains { operation.hasPrefix($0) }
    }
}
