extension SigningCredential {
    /// Step 14: a temporary key comes with a token and within its life, a long-term key without one.
    func checkSession(of claim: SignatureClaim, at now: SigningTime) throws(SignatureError) {
        guard (session == nil) == (claim.sessionToken == nil) else { throw .invalidSessionToken }
        if let session, now >= session.expiresAt { throw .expiredSessionToken }
    }
}
