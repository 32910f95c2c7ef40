/// One change to a request or to the policies that bear on it.
public enum PolicyEdit: Sendable, Hashable {
    /// A new statement in a layer. `document` is the text of a policy that holds just it.
    case addStatement(layer: PolicyLayer, level: Int, document: String)
    /// One more value in an element of a statement.
    case widen(DecidingStatement, element: String, value: String)
    /// A statement taken out.
    case removeStatement(DecidingStatement)
    /// A context key that the request must carry with these values.
    case supplyContext(key: String, values: [String])
}

/// Changes which, made together, turn a decision around; tried by deciding again.
public struct SuggestedChange: Sendable, Hashable {
    /// In the order in which they were found; none can be left out.
    public let edits: [PolicyEdit]
    /// The verdict with the edits made.
    public let verdict: Verdict
}
