/// The action that a question is about.
package enum QueryAction {
    /// Whether the text is an action as a request has it: a service, a colon, and a name without wildcards.
    package static func isWellFormed(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains("*") && !$0.contains("?") }
    }

    /// Says of a text that is no action how to write one.
    package static func complaint(about text: String) -> String {
        "'\(text)' is no action; write one as 'service:Name', without wildcards"
    }

    static func checked(_ text: String) throws(CaseError) -> String {
        guard isWellFormed(text) else { throw .invalidRequest(complaint(about: text)) }
        return text
    }
}
