import AWSWire
import StateStore

/// Makes temporary credentials.
struct SessionIssuer: Sendable {
    private let sealer: SessionTokenSealer
    private let surroundings: Surroundings

    init(sealingKey: SealingKey, surroundings: Surroundings) {
        sealer = SessionTokenSealer(key: sealingKey)
        self.surroundings = surroundings
    }

    /// A credential that whoever issued it can hand out.
    struct TemporaryCredential: Sendable {
        let grant: SessionGrant
        let token: String
    }

    /// - Parameter configure: adds what only this kind of session has, such as tags.
    func issue(
        _ issuer: SessionGrant.Issuer,
        accountID: String,
        at now: Moment,
        lasting duration: Duration,
        configure: (inout SessionGrant) -> Void = { _ in }
    ) throws(ServiceFault) -> TemporaryCredential {
        var grant = SessionGrant(
            accountID: accountID,
            accessKeyID: surroundings.randomness.uniqueID(.temporaryAccessKey),
            secretAccessKey: surroundings.randomness.secretAccessKey(),
            issuer: issuer,
            issuedAt: now,
            expiresAt: now + duration
        )
        configure(&grant)
        guard let token = try? sealer.token(for: grant) else { throw .internalFailure }
        return TemporaryCredential(grant: grant, token: token)
    }
}

extension STS.Credentials {
    init(_ credential: SessionIssuer.TemporaryCredential) {
        self.init(
            accessKeyID: credential.grant.accessKeyID,
            secretAccessKey: credential.grant.secretAccessKey,
            sessionToken: credential.token,
            expiration: WireTimestamp(wholeSecondsOf: credential.grant.expiresAt)
        )
    }
}
