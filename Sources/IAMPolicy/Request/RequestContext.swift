/// The caller of a request and its context keys with their values.
///
/// Made once per principal (with what never changes for it: tags, organization, source identity), copied and extended
/// per request. Key names are matched without regard to case, and keep the spelling they were first set with.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
public struct RequestContext: Sendable {
    let caller: Caller
    private(set) var storage: ContextStorage

    /// Room for the texts of an ordinary request, so that extending a copied context moves its memory once.
    private static let reservedBytes = 1_024
    /// Likewise for its keys.
    private static let reservedKeys = 24

    /// A context that holds the keys that follow from the principal alone: `aws:PrincipalArn`, `aws:PrincipalAccount`,
    /// `aws:PrincipalType`, `aws:userid` where known, `aws:username` for users. Setting one of them replaces it.
    ///
    /// - Parameter canonicalUserID: the S3 name of the caller's account, 64 hexadecimal digits, by which a `CanonicalUser`
    ///   principal means it; nil where it is not known.
    public init(principal: Principal, canonicalUserID: String? = nil) {
        var storage = ContextStorage(reservingBytes: Self.reservedBytes, slots: Self.reservedKeys)
        caller = Caller(principal, canonicalUserID: canonicalUserID, in: &storage)
        for (key, value) in principal.contextKeys {
            storage.set(key, to: value)
        }
        self.storage = storage
    }

    init(_ caller: Caller, _ storage: ContextStorage) {
        self.caller = caller
        self.storage = storage
    }

    /// Hands the storage over, so that it is not copied when it is extended.
    mutating func takeStorage() -> ContextStorage {
        var taken = ContextStorage()
        swap(&taken, &storage)
        return taken
    }

    /// Who makes the request.
    public var principal: Principal { caller.principal }

    /// The twelve digits of the caller's account; nil for services, identity providers and anonymous callers.
    public var principalAccount: String? { caller.account }

    /// Sets a key that has one value.
    ///
    /// - Parameters:
    ///   - key: such as `aws:SourceIp` or `aws:PrincipalTag/team`.
    ///   - value: the value as text; dates as ISO 8601, booleans as `true` or `false`.
    public mutating func set(_ key: String, to value: String) {
        storage.set(key, to: value)
    }

    /// Sets a key that has several values, or none.
    public mutating func set(_ key: String, toAll values: [String]) {
        storage.set(key, to: values)
    }

    /// The values of a key; nil when the request does not have it.
    public subscript(key: String) -> [String]? {
        storage.find(key).map(storage.values(ofSlot:))
    }

    /// Every key with its values, in the order in which they were first set; for audit records.
    public var entries: [(key: String, values: [String])] {
        storage.slots.indices.map { index in
            (key: storage.text(storage.slots[index].name), values: storage.values(ofSlot: index))
        }
    }
}
