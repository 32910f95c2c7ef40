import StateStore

/// Whom a verified token names.
struct WebIdentity: Sendable {
    /// `iss`, with its scheme.
    let issuer: String
    let subject: String
    /// The audience of the token that the provider lists.
    let audience: String
    let tags: [Tag]
    let transitiveTagKeys: [String]
    let sourceIdentity: String?
    /// The provider, and the condition keys that follow from the token.
    let federation: SessionGrant.Federation
}
