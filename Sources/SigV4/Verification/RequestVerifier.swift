/// Verifies AWS Signature Version 4 and 4A, in two phases.
///
/// ``claim(_:under:at:)`` reads the head and makes every check that needs no key, in AWS's order. The caller looks up
/// the access key that the claim names, and ``verify(_:with:body:at:)`` proves the claim with it. Nothing waits, nothing
/// is locked: a server makes one verifier per event loop. It caches derived signing keys, a bounded number of them.
public final class RequestVerifier {
    private var reader = ClaimReader()
    private var prover: SignatureProver

    /// - Parameter signingKeyCapacity: how many derived keys are kept. One serves an access key for a day in one region
    ///   and service and takes about 500 bytes.
    public init(signingKeyCapacity: Int = 1024) {
        prover = SignatureProver(signingKeyCapacity: signingKeyCapacity)
    }

    /// Reads what the request claims and checks everything that needs no key.
    ///
    /// - Throws: ``SignatureError/missingAuthenticationToken`` for an unsigned request; an operation that takes unsigned
    ///   callers catches that case only.
    @inlinable
    public func claim<Headers>(
        _ head: RequestHead<Headers>,
        under policy: VerificationPolicy,
        at now: SigningTime
    ) throws(SignatureError) -> SignatureClaim {
        try claim(method: head.method, target: head.target, under: policy, at: now) { fields in
            // Headers in an array are read where they stand: an iterator would hand out a copy of each.
            let isDone: Void? = head.headers.withContiguousStorageIfAvailable { headers in
                for index in headers.indices { fields.add(name: headers[index].name, value: headers[index].value) }
            }
            guard isDone == nil else { return }
            for header in head.headers { fields.add(name: header.name, value: header.value) }
        }
    }

    /// What of ``claim(_:under:at:)`` does not depend on the type of the headers.
    @usableFromInline
    func claim(
        method: String,
        target: String,
        under policy: borrowing VerificationPolicy,
        at now: SigningTime,
        addingFieldsTo addFields: (inout HeadBytes) -> Void
    ) throws(SignatureError) -> SignatureClaim {
        try reader.claim(method: method, target: target, under: policy, at: now, addingFieldsTo: addFields)
    }

    /// Proves a claim for a body that is at hand.
    ///
    /// - Parameter credential: the key the claim names; `nil` if there is none, which costs the same time.
    public func verify(
        _ claim: SignatureClaim,
        with credential: SigningCredential?,
        body: RawSpan,
        at now: SigningTime
    ) throws(SignatureError) -> VerifiedSignature {
        let payload: Digest? = claim.payload == .hashed ? Digest(hashing: body) : nil
        return try prover.prove(claim, with: credential, payload: payload, at: now)
    }

    /// Proves a claim for a body that was hashed while it arrived, or that is not hashed whole; see
    /// ``SignatureClaim/payload``.
    ///
    /// - Parameter payload: the hash of the body; `nil` only where the claim does not cover the body by its hash.
    public func verify(
        _ claim: SignatureClaim,
        with credential: SigningCredential?,
        payload: Digest?,
        at now: SigningTime
    ) throws(SignatureError) -> VerifiedSignature {
        try prover.prove(claim, with: credential, payload: payload, at: now)
    }

    /// Wipes the keys derived for an access key that was deleted, deactivated or rotated.
    public func forget(accessKeyID: String) {
        prover.forget(accessKeyID: accessKeyID)
    }
}
