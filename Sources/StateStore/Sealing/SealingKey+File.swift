import Glibc

extension SealingKey {
    /// The key of a state directory, made at its first start.
    ///
    /// - Parameter stateExists: whether the database was there before. A new key would then only hide that the old one is
    ///   lost, so none is made.
    static func loadOrCreate(
        in directory: StateDirectory,
        stateExists: Bool,
        randomness: RandomSource
    ) throws(StateStoreError) -> Self {
        if access(directory.sealingKeyPath, F_OK) != 0 {
            guard !stateExists else { throw .sealingKeyMissing(path: directory.sealingKeyPath) }
            try create(in: directory, randomness: randomness)
        }
        return try load(from: directory, randomness: randomness)
    }

    /// The key of a state directory that a server has made.
    static func load(from directory: StateDirectory, randomness: RandomSource) throws(StateStoreError) -> Self {
        let path = directory.sealingKeyPath
        let key: [UInt8]
        let mode: mode_t
        do {
            let file = try PrivateFile(path: path, flags: O_RDONLY)
            mode = try file.mode()
            key = try file.read()
        } catch {
            guard error.code != ENOENT else { throw .sealingKeyMissing(path: path) }
            throw .sealingKeyNotUsable(path: path, reason: error.description)
        }
        guard mode & 0o077 == 0 else {
            throw .sealingKeyNotUsable(path: path, reason: "other users may read it; run chmod 600 '\(path)'")
        }
        guard key.count == byteCount else {
            throw .sealingKeyNotUsable(path: path, reason: "it has \(key.count) bytes instead of \(byteCount)")
        }
        return Self(key: key, randomness: randomness)
    }

    private static func create(in directory: StateDirectory, randomness: RandomSource) throws(StateStoreError) {
        do {
            try PrivateFile.replace(directory.sealingKeyPath, with: randomness.bytes(byteCount))
        } catch {
            throw .sealingKeyNotUsable(path: directory.sealingKeyPath, reason: error.description)
        }
    }
}
