/// Keys derived from secrets, a bounded number of them.
///
/// A key is found by the credential text it was derived for and by the secret it was derived from, so a rotated secret
/// never meets an old key. Each credential has four places it may take, of which the least recently used makes way.
struct KeyCache<Key> {
    private struct Entry {
        let hash: Int
        let credential: [UInt8]
        let secret: SecretAccessKey
        let key: Key
        var lastUse: UInt64
    }

    private static var placesPerSet: Int { 4 }

    private var entries: [Entry?]
    private var uses: UInt64 = 0

    /// - Parameter capacity: the number of keys, rounded up to four times a power of two.
    init(capacity: Int) {
        var sets = 1
        while sets * Self.placesPerSet < capacity { sets *= 2 }
        entries = Array(repeating: nil, count: sets * Self.placesPerSet)
    }

    /// The key for a credential, derived if it is not at hand.
    ///
    /// - Parameter credential: access key id and scope, as in `Credential`.
    mutating func key(
        for credential: UnsafeRawBufferPointer,
        of secret: SecretAccessKey,
        deriving derive: () -> Key
    ) -> Key {
        let hash = hash(of: credential)
        let set = places(for: hash)
        uses += 1
        for place in set where holds(place, hash, credential, secret) {
            entries[place]?.lastUse = uses
            if let key = entries[place]?.key { return key }
        }
        let key = derive()
        entries[leastRecentlyUsed(of: set)] = Entry(
            hash: hash,
            credential: [UInt8](credential),
            secret: secret,
            key: key,
            lastUse: uses
        )
        return key
    }

    /// Drops every key that was derived for an access key.
    mutating func removeAll(accessKeyID: String) {
        let prefix = Array(accessKeyID.utf8) + [ASCII.slash]
        for place in entries.indices where entries[place]?.credential.starts(with: prefix) ?? false {
            entries[place] = nil
        }
    }

    private func holds(
        _ place: Int,
        _ hash: Int,
        _ credential: UnsafeRawBufferPointer,
        _ secret: SecretAccessKey
    ) -> Bool {
        guard let entry = entries[place], entry.hash == hash else { return false }
        return entry.credential.withUnsafeBytes { $0.equals(credential) } && entry.secret.isSame(as: secret)
    }

    private func hash(of credential: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: credential)
        return hasher.finalize()
    }

    private func places(for hash: Int) -> Range<Int> {
        let sets = entries.count / Self.placesPerSet
        let first = (hash & (sets - 1)) * Self.placesPerSet
        return first..<first + Self.placesPerSet
    }

    private func leastRecentlyUsed(of set: Range<Int>) -> Int {
        set.min { (entries[$0]?.lastUse ?? 0) < (entries[$1]?.lastUse ?? 0) } ?? set.lowerBound
    }
}
