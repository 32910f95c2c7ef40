/// Where and how a function's lines are logged (`LoggingConfig` in Lambda's model).
package struct LoggingConfiguration: Sendable, Hashable {
    package enum Format: String, Sendable, CaseIterable {
        case text = "Text"
        case json = "JSON"
    }

    /// `/aws/lambda/NAME` unless the function names another.
    package var group: String
    package var format: Format

    package init(group: String, format: Format = .text) {
        self.group = group
        self.format = format
    }
}
