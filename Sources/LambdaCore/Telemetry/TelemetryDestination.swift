/// Where inside the sandbox batches of telemetry are posted to.
package struct TelemetryDestination: Sendable, Hashable {
    /// Of a server on the sandbox's own loopback.
    package let port: UInt16
    /// With its leading slash, and the query if there is one.
    package let path: String
    /// `host:port` as the subscriber wrote it.
    package let authority: String

    static let hosts: Set<String> = ["sandbox.localdomain", "sandbox"]

    /// Nil unless it is `http://sandbox.localdomain[:port][/path]`; the Runtime API's port is refused, too.
    init?(uri: String) {
        guard let rest = Self.dropping("http://", from: uri) else { return nil }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let parts = rest[..<end].split(separator: ":", omittingEmptySubsequences: false)
        let port = parts.count == 2 ? UInt16(parts[1]) : parts.count == 1 ? 80 : nil
        guard let host = parts.first, Self.hosts.contains(String(host)), let port, port > 0, port != 9001,
            rest[end...].utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.port = port
        path = rest[end...].first == "/" ? String(rest[end...]) : "/" + rest[end...]
        authority = String(rest[..<end])
    }

    private static func dropping(_ prefix: String, from text: String) -> Substring? {
        text.lowercased().hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
    }
}
