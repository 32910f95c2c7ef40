package import struct StateStore.ContentHash

/// Keeps uploaded archives. The server implements it over its state.
package protocol CodeArchiveSource: Sendable {
    /// The bytes of an archive that some function or layer has; nil when there is none.
    func archive(of hash: ContentHash) async -> [UInt8]?
}
