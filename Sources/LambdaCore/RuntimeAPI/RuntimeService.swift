/// What a ``RuntimeTransport`` serves for one environment.
package protocol RuntimeService: Sendable {
    /// Closes the listeners and every connection accepted on them; returns at once.
    func stop()
}
