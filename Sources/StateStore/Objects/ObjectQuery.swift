/// What part of a bucket to list.
package struct ObjectQuery: Sendable, Equatable {
    /// Keys that begin so, byte by byte.
    package var prefix: String
    /// Keys that have this after the prefix are counted together as one common prefix; nil for none.
    package var delimiter: String?
    /// Only what stands behind this key or common prefix.
    package var after: String?
    /// Of the key ``after`` also what stands behind this version; nil for nothing more of that key.
    package var afterVersion: String?
    /// The greatest number of keys and common prefixes together.
    package var limit: Int

    package init(
        prefix: String = "",
        delimiter: String? = nil,
        after: String? = nil,
        afterVersion: String? = nil,
        limit: Int = 1000
    ) {
        self.prefix = prefix
        self.delimiter = delimiter
        self.after = after
        self.afterVersion = afterVersion
        self.limit = limit
    }
}

/// A page of a bucket.
package struct ObjectListing: Sendable, Equatable {
    package var objects: [ObjectSummary] = []
    package var commonPrefixes: [String] = []
    /// The last key or common prefix of the page when more follows; nil at the end.
    package var next: String?
    /// The last version of the page, when it is one that ``next`` names.
    package var nextVersion: String?
}
