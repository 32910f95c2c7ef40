import IAMPolicy

extension RequestContext {
    /// A context of a caller of this server, whose account is known by its canonical user id too, so that the
    /// `CanonicalUser` principals of bucket policies mean it.
    init(of principal: Principal) {
        self.init(principal: principal, canonicalUserID: principal.account.map(CanonicalUser.id(ofAccount:)))
    }
}
