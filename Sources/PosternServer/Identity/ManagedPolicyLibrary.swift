import FoundationEssentials

/// The AWS-managed policies that Postern ships: what the IAM API tells of each, and its document on demand.
///
/// Loading reads one index of 1,625 lines (about 300 kB, a few milliseconds) and no document, so start-up does not pay
/// for policies that nobody uses. `policies/README.md` describes the files; `Scripts/generate-managed-policies` writes them.
struct ManagedPolicyLibrary: Sendable {
    /// What the index tells of one policy.
    struct Entry: Sendable, Hashable {
        /// Such as `AWSLambdaBasicExecutionRole`; unique among AWS-managed policies.
        let name: String
        /// Such as `/service-role/`: begins and ends with a slash.
        let path: String
        /// The version in force, such as `v3`; the only one shipped.
        let defaultVersionID: String
        let policyID: String
        /// ISO 8601 in UTC, to the second.
        let createdAt: String
        let updatedAt: String
        /// SHA-256 of the document's bytes, lower-case hexadecimal.
        let documentHash: String
        /// True for a name that AWS no longer offers but older guides still use.
        let isRetired: Bool

        var arn: String { "arn:aws:iam::aws:policy\(path)\(name)" }
    }

    /// Sorted by name.
    let entries: [Entry]
    private let positions: [String: Int]
    private let directory: URL

    /// Reads the index in `directory`, the folder `aws-managed` of the shipped policies.
    init(directory: URL) throws(ManagedPolicyLibraryError) {
        let index = directory.appending(path: "index.tsv")
        let text: String
        do {
            text = try String(contentsOf: index, encoding: .utf8)
        } catch {
            throw .unreadable(path: index.path, reason: "\(error)")
        }
        var entries: [Entry] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let entry = Entry(line: line) else {
                throw .malformed(path: index.path, line: entries.count + 1)
            }
            entries.append(entry)
        }
        self.entries = entries
        self.positions = Dictionary(
            entries.enumerated().map { ($1.arn, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.directory = directory
    }

    /// The policy with this ARN (`arn:aws:iam::aws:policy/…`); nil when AWS has none by the index's date.
    func entry(arn: String) -> Entry? {
        positions[arn].map { entries[$0] }
    }

    /// The document as it stands in its file, so that lines and columns of an explanation are the file's.
    func document(of entry: Entry) throws(ManagedPolicyLibraryError) -> [UInt8] {
        let file = file(of: entry)
        do {
            return try Array(Data(contentsOf: file))
        } catch {
            throw .unreadable(path: file.path, reason: "\(error)")
        }
    }

    /// Where the document of `entry` stands.
    func file(of entry: Entry) -> URL {
        directory.appending(path: "\(entry.path.dropFirst())\(entry.name).json")
    }
}

extension ManagedPolicyLibrary.Entry {
    /// `name, path, version, id, created, updated, hash, status`, separated by tabs.
    fileprivate init?(line: Substring.UTF8View) {
        let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 8 else { return nil }
        func field(_ position: Int) -> String { String(Substring(fields[position])) }
        name = field(0)
        path = field(1)
        defaultVersionID = field(2)
        policyID = field(3)
        createdAt = field(4)
        updatedAt = field(5)
        documentHash = field(6)
        isRetired = field(7) == "retired"
    }
}
