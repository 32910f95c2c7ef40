import AWSWire
import NIOCore
import NIOHTTP1
import NIOPosix
import SigV4
import StateStore

/// Proof of who sent a request, or that it was sent unsigned to an operation that takes such callers.
enum Authentication: Sendable {
    /// The streamed body, proven and taken out of its chunks; nil for a body that stands as it came.
    case verified(KnownCredential, VerifiedSignature, StreamedBody?)
    /// Presigned for S3 in the older form, with the headers that stand in the query.
    case verifiedVersion2(KnownCredential, Version2Signature, headersInQuery: [(name: String, value: String)])
    case anonymous
}

/// Verifies signatures: one verifier for each event loop, so that nothing is locked.
final class SignatureGate: Sendable {
    /// Where AWS's global services are signed for, whichever region the client is set to.
    static let globalRegion = "us-east-1"

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
        access: OperationAccess,
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
        if service.isS3, let authentication = try version2(head, callers, at: now) { return authentication }
        let claim: SignatureClaim
        do throws(SignatureError) {
            claim = try verifier.claim(head, under: policy(for: service, claimedRegion, access), at: now)
        } catch .missingAuthenticationToken where access.allowsAnonymous {
            return .anonymous
        } catch {
            throw error
        }
        let known = try callers.credential(accessKeyID: claim.accessKeyID, sessionToken: claim.sessionToken)
        // A key that is gone or inactive: what was derived from it while it was good is wiped.
        if known == nil { verifier.forget(accessKeyID: claim.accessKeyID) }
        let digest = claim.payload == .hashed ? Digest(hashing: request.body) : nil
        let proof = try verifier.verify(claim, with: known?.signing, payload: digest, at: now)
        guard let known else { throw .unknownAccessKey }
        return .verified(known, proof, try StreamedBody(request.body, coveredBy: proof))
    }

    /// Nil for a request that is not presigned in the form of Signature Version 2.
    private func version2(
        _ head: RequestHead<HTTPHeaders>,
        _ callers: CallerDirectory,
        at now: SigningTime
    ) throws(SignatureError) -> Authentication? {
        let bucket = BucketHost.bucket(in: head.headers.first { $0.name.lowercased() == "host" }?.value ?? "")
        guard let claim = try Version2Claim(head, bucketInHost: bucket, at: now) else { return nil }
        let known = try callers.credential(accessKeyID: claim.accessKeyID, sessionToken: claim.sessionToken)
        let proof = try claim.verify(with: known?.signing, at: now)
        guard let known else { throw .unknownAccessKey }
        return .verifiedVersion2(known, proof, headersInQuery: claim.headersInQuery)
    }

    private func verifier() -> RequestVerifier {
        if let known = verifiers.currentValue { return known.verifier }
        let made = ThreadVerifier()
        verifiers.currentValue = made
        return made.verifier
    }

    private func policy(
        for service: ServiceModel,
        _ claimedRegion: String?,
        _ access: OperationAccess
    ) -> VerificationPolicy {
        let isGlobal = service.isGlobal && claimedRegion == Self.globalRegion
        let profile = service.signing
        return VerificationPolicy(
            service: service.signingName,
            region: isGlobal ? Self.globalRegion : region,
            clockSkewSeconds: profile.clockSkewSeconds,
            pathForm: profile.pathForm,
            payload: profile.payload.union(access.payload),
            mustBeSigned: access.signedHeaders
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
