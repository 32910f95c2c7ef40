import Foundation
package import StateStore

/// What a running server leaves in its state directory so that other commands can find it: `server.json`, mode 0600.
package struct ServerNotice: Codable, Sendable {
    /// Such as `http://127.0.0.1:4566`.
    package let endpoint: String
    package let region: String
    package let account: String

    init(endpoint: String, region: String, account: String) {
        self.endpoint = endpoint
        self.region = region
        self.account = account
    }

    /// Host and port as a `Host` header has them.
    var authority: String { String(endpoint.drop { $0 != "/" }.dropFirst(2)) }

    /// The host without the brackets of an IPv6 address.
    var host: String {
        authority.hasPrefix("[")
            ? String(authority.dropFirst().prefix { $0 != "]" }) : String(authority.prefix { $0 != ":" })
    }

    var port: Int { authority.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// The notice of the server that runs on `directory`, or ran there last; nil when none ever did.
    package static func read(from directory: StateDirectory) -> ServerNotice? {
        guard let data = FileManager.default.contents(atPath: path(in: directory)) else { return nil }
        return try? JSONDecoder().decode(ServerNotice.self, from: data)
    }

    func write(to directory: StateDirectory) throws(ServerError) {
        let path = Self.path(in: directory)
        do {
            let data = try JSONEncoder().encode(self)
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw .noticeNotWritten(path: path, reason: "\(error)")
        }
    }

    private static func path(in directory: StateDirectory) -> String {
        directory.path + "/server.json"
    }
}
