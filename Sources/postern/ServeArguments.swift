import ArgumentParser
import Foundation
import PosternServer

/// `HOST:PORT`; an IPv6 host stands in brackets.
struct ListenAddress: ExpressibleByArgument, CustomStringConvertible {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...])
        else {
            return nil
        }
        let host = argument[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    var description: String { "\(host):\(port)" }
}

/// An account's twelve digits.
struct AccountNumber: ExpressibleByArgument, CustomStringConvertible {
    let digits: String

    init(digits: String) {
        self.digits = digits
    }

    init?(argument: String) {
        guard argument.utf8.count == 12, argument.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        digits = argument
    }

    var description: String { digits }
}

/// A region's code, such as `eu-west-1`.
struct RegionName: ExpressibleByArgument, CustomStringConvertible {
    let name: String

    init(name: String) {
        self.name = name
    }

    init?(argument: String) {
        guard argument.wholeMatch(of: /[a-z]{2,3}(-[a-z]+)+-[0-9]{1,2}/) != nil else { return nil }
        name = argument
    }

    var description: String { name }
}

/// `FUNCTION=DIR`: the function that gets its code from a directory.
struct WatchArgument: ExpressibleByArgument {
    let directory: WatchedDirectory

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil else { return nil }
        directory = WatchedDirectory(functionName: parts[0], path: URL(fileURLWithPath: parts[1]).standardized.path)
    }

    /// Whether there is such a directory.
    var exists: Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
