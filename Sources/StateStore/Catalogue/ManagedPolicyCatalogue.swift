import Glibc
import Synchronization

/// The AWS-managed policies that Postern ships: what the IAM API tells of each, and its document when it is first used.
///
/// Opening reads one index of some 1,600 lines and no document, so that start-up does not pay for policies nobody uses.
/// `policies/README.md` describes the files.
package final class ManagedPolicyCatalogue: Sendable {
    /// Sorted by name.
    package let entries: [Entry]
    private let positionsByARN: [String: Int]
    private let folder: String
    private let loadedDocuments = Mutex<[String: PolicyText]>([:])

    /// - Parameter path: the folder `aws-managed` of the shipped policies, with `index.tsv`.
    package init(path: String) throws(ManagedPolicyCatalogueError) {
        folder = path
        entries = try Self.readIndex("\(path)/index.tsv")
        var positions: [String: Int] = [:]
        positions.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            positions[entry.arn] = position
        }
        positionsByARN = positions
    }

    /// The policy with this ARN (`arn:aws:iam::aws:policy/…`); nil when AWS has none.
    package func entry(_ arn: String) -> Entry? {
        positionsByARN[arn].map { entries[$0] }
    }

    /// The document as it stands in its file, so that the lines and columns of an explanation are the file's.
    ///
    /// Nil when AWS has no policy with this ARN. Nil also when the file is missing or is not the one the index names by its
    /// hash: such a policy must not grant anything.
    package func document(_ arn: String) -> PolicyText? {
        if let loaded = loadedDocuments.withLock({ $0[arn] }) { return loaded }
        guard let entry = entry(arn), let document = read(entry) else { return nil }
        loadedDocuments.withLock { $0[arn] = document }
        return document
    }

    /// Where the document stands.
    package func path(of entry: Entry) -> String {
        "\(folder)\(entry.path)\(entry.name).json"
    }

    private func read(_ entry: Entry) -> PolicyText? {
        guard let file = try? PrivateFile(path: path(of: entry), flags: O_RDONLY),
            let bytes = try? file.read()
        else { return nil }
        let document = PolicyText(String(decoding: bytes, as: UTF8.self))
        return document.hash.hexadecimal == entry.documentHash ? document : nil
    }

    private static func readIndex(_ path: String) throws(ManagedPolicyCatalogueError) -> [Entry] {
        let index: [UInt8]
        do {
            index = try PrivateFile(path: path, flags: O_RDONLY).read()
        } catch {
            throw .unreadable(path: path, reason: error.description)
        }
        var entries: [Entry] = []
        for line in index.split(separator: UInt8(ascii: "\n")) {
            guard let entry = Entry(line: line) else { throw .malformed(path: path, line: entries.count + 1) }
            entries.append(entry)
        }
        return entries
    }
}
