extension ManagedPolicyCatalogue {
    /// What the index tells of one policy.
    package struct Entry: Sendable, Hashable {
        /// Such as `AWSLambdaBasicExecutionRole`.
        package let name: String
        /// Such as `/service-role/`: begins and ends with a slash.
        package let path: String
        /// The version in force, such as `v3`; the only one shipped.
        package let defaultVersionID: String
        /// `ANPA…`
        package let policyID: String
        package let createdAt: Timestamp
        package let updatedAt: Timestamp
        /// SHA-256 of the document's bytes, 64 lowercase hexadecimal digits.
        package let documentHash: String
        /// AWS no longer offers the policy; older guides still name it.
        package let isRetired: Bool

        package var arn: String { "arn:aws:iam::aws:policy\(path)\(name)" }
    }
}

extension ManagedPolicyCatalogue.Entry {
    /// `name, path, version, id, created, updated, hash, status`, separated by tabs.
    init?(line: ArraySlice<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 8,
            let createdAt = Timestamp(iso8601: fields[4]), let updatedAt = Timestamp(iso8601: fields[5])
        else { return nil }
        name = String(decoding: fields[0], as: UTF8.self)
        path = String(decoding: fields[1], as: UTF8.self)
        defaultVersionID = String(decoding: fields[2], as: UTF8.self)
        policyID = String(decoding: fields[3], as: UTF8.self)
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        documentHash = String(decoding: fields[6], as: UTF8.self)
        isRetired = fields[7].elementsEqual("retired".utf8)
    }
}
