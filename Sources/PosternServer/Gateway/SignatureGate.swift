import AWSWire
import NIOCore
import NIOHTTP1
import NIOPosix
import SigV4
import StateStore

/// Proof of who sent a request, or that it was sent unsigned to an operation that takes such callers.
enum Authentication: Sendable {
    case verified(VerifiedSignature, KnownCredential)
    case anonymous
}

/// Verifies signatures: one verifier for each event loop, so that nothing is locked.
final class SignatureGate: Sendable {
    /// Where AWS's global services are signed for, whichever region the client is set to.
    private static let globalRegion = "us-east-1"

    private let region: String
    private let verifiers = ThreadSpecificVariable<ThreadVerifier>()

    init(region: String) {
        self.region = region
    }

    /// - Throws: why the signature is not accepted.
    func authenticate(
        _ request: GatewayRequest,
        for service: ServiceModel,
        claimedRegion: String?,
        allowsAnonymous: Bool,
        callers: CallerDirectory,
        at moment: Moment
    ) throws(SignatureError) -> Authentication {
        let now = SigningTime(secondsSince1970: moment.seconds)
        let verifier = verifier()
        let head = RequestHead(
            method: request.head.method.rawValue,
            target: request.head.uri,
            headers: request.head.headers
        )
        let claim: SignatureClaim
        do throws(SignatureError) {
            claim = try verifier.claim(head, under: policy(for: service, claimedRegion: claimedRegion), at: now)
        } catch .missingAuthenticationToken where allowsAnonymous {
            return .anonymous
        } catch {
            throw error
        }
        let known = try callers.credential(accessKeyID: claim.accessKeyID, sessionToken: claim.sessionToken)
        let digest = Digest(hashing: request.body)
        let proof = try verifier.verify(claim, with: known?.signing, payload: digest, at: now)
        guard let known else { throw .unknownAccessKey }
        return .verified(proof, known)
    }

    private func verifier() -> RequestVerifier {
        if let known = verifiers.currentValue { return known.verifier }
        let made = ThreadVerifier()
        verifiers.currentValue = made
        return made.verifier
    }

    /// IAM and STS allow a clock skew of fifteen minutes, Lambda and the JSON services one of five.
    private func policy(for service: ServiceModel, claimedRegion: String?) -> VerificationPolicy {
        let isGlobal = service.isGlobal && claimedRegion == Self.globalRegion
        return VerificationPolicy(
            service: service.signingName,
            region: isGlobal ? Self.globalRegion : region,
            clockSkewSeconds: service.protocols.contains(.query) ? 900 : 300
        )
    }
}

/// `@unchecked Sendable`: a thread-specific value, which only the thread that made it ever reads.
private final class ThreadVerifier: @unchecked Sendable {
    let verifier = RequestVerifier()
}

extension Digest {
    fileprivate init(hashing body: ByteBuffer) {
        self = body.withUnsafeReadableBytes { Digest(hashing: RawSpan(_unsafeBytes: $0)) }
    }
}
