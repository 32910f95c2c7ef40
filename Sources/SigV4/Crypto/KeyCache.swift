/// Keys derived from secrets, a bounded number of them.
///
/// A key is found by the credential text it was derived for and by the secret it was derived from, so a rotated secret
/// never meets an old key. Each credential has four places it may take, of which the least recently used makes way.
struct KeyCache<Key> {
    private struct Entry {
        let credential: [UInt8]
        let secret: SecretAccessKey
        let key: Key
        var lastUse: UInt64

        /// The key, if it is the one for a credential and a secret.
        mutating func key(
            for credential: UnsafeRawBufferPointer,
            _ secret: SecretAccessKey,
            use: UInt64
        ) -> Key? {
            let isSame = self.credential.withUnsafeBytes { $0.equals(credential) } && self.secret.isSame(as: secret)
            guard isSame else { return nil }
            lastUse = use
            return key
        }
    }

    private static var placesPerSet: Int { 4 }

    private var entries: [Entry?]
    /// The hash of each place's credential, zero where there is none, apart so that looking touches little memory.
    private var hashes: [Int]
    private var uses: UInt64 = 0
    /// Which credentials share places is not for callers to know.
    private let seed = UInt64.random(in: .min ... .max)

    /// - Parameter capacity: the number of keys, rounded up to four times a power of two.
    init(capacity: Int) {
        var sets = 1
        while sets * Self.placesPerSet < capacity { sets *= 2 }
        entries = Array(repeating: nil, count: sets * Self.placesPerSet)
        hashes = Array(repeating: 0, count: entries.count)
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
        for place in set where hashes[place] == hash {
            if let key = entries[place]?.key(for: credential, secret, use: uses) { return key }
        }
        let key = derive()
        let place = leastRecentlyUsed(of: set)
        hashes[place] = hash
        entries[place] = Entry(credential: [UInt8](credential), secret: secret, key: key, lastUse: uses)
        return key
    }

    /// Drops every key that was derived for an access key.
    mutating func removeAll(accessKeyID: String) {
        guard uses > 0 else { return }
        let prefix = Array(accessKeyID.utf8) + [ASCII.slash]
        for place in hashes.indices where hashes[place] != 0 {
            guard entries[place]?.credential.starts(with: prefix) ?? false else { continue }
            entries[place] = nil
            hashes[place] = 0
        }
    }

    private func hash(of credential: UnsafeRawBufferPointer) -> Int {
        var hash = seed
        var offset = 0
        while offset &+ 8 <= credential.count {
            hash = mix(hash, credential.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        while offset < credential.count {
            hash = mix(hash, UInt64(credential[offset]))
            offset &+= 1
        }
        return Int(truncatingIfNeeded: hash | 1 << 63)
    }

    /// The two halves of a product, folded together.
    private func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
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
