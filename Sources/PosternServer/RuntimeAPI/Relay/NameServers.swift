import Foundation
import NIOCore

/// The name servers of this host.
enum NameServers {
    /// The first `nameserver` of resolv.conf(5); nil where there is none.
    static func first(in path: String = "/etc/resolv.conf") -> SocketAddress? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count >= 2, words[0] == "nameserver" else { continue }
            do {
                return try SocketAddress(ipAddress: String(words[1]), port: 53)
            } catch {
                continue
            }
        }
        return nil
    }
}
