/// How an operation appears in HTTP.
package struct HTTPBinding: Sendable {
    /// The method, upper case.
    package let method: String
    /// The path template as the model has it, with `{Label}`, `{Label+}` and constant query items:
    /// `/2018-10-31/layers?find=LayerVersion`.
    package let uri: String
    /// The status of a success, unless the output sets one itself.
    package let status: Int

    package init(_ method: String, _ uri: String, status: Int = 200) {
        self.method = method
        self.uri = uri
        self.status = status
    }
}
