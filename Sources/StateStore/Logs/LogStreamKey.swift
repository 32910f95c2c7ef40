/// Names one log stream.
package struct LogStreamKey: Hashable, Sendable {
    package let scope: Scope
    package let group: String
    package let stream: String

    package init(scope: Scope, group: String, stream: String) {
        self.scope = scope
        self.group = group
        self.stream = stream
    }
}
