/// What never changes about a caller, shared by the contexts of all its requests.
final class Caller: Sendable {
    let principal: Principal
    /// The twelve digits of the caller's account; nil for services, identity providers and anonymous callers.
    let account: String?
    let traits: CallerTraits
    let identities: CallerIdentities

    /// - Parameters:
    ///   - canonicalUserID: the S3 name of the caller's account, where it is known.
    ///   - storage: takes up the caller's names, which the identities refer to.
    init(_ principal: Principal, canonicalUserID: String?, in storage: inout ContextStorage) {
        self.principal = principal
        account = principal.account
        traits = CallerTraits(principal)
        identities = CallerIdentities(principal, account: account, canonicalUserID: canonicalUserID, in: &storage)
    }
}
