/// The parts of step 16.
extension SignatureClaim {
    /// Whether the holder of `key` made the signature.
    ///
    /// - Parameter payload: the hash of the body. The one the request claims is used where it claims one: it is what was
    ///   signed, and is compared with the body's in a step of its own.
    func isSigned(by key: VerifyingKey, payload: Digest?) -> Bool {
        texts.withPieces { texts in
            var hasher = SHA256Hasher()
            hasher.update(texts.canonicalRequestHead)
            guard update(&hasher, withPayloadLineOf: texts, payload: payload) else { return false }
            return key.isValid(texts.signature, ofStringToSign: texts.stringToSignHead, hasher.finish())
        }
    }

    /// False if the line cannot be written because the body was not hashed.
    private func update(
        _ hasher: inout SHA256Hasher,
        withPayloadLineOf texts: ClaimTexts.Pieces,
        payload digest: Digest?
    ) -> Bool {
        switch payload {
        case .unsigned: hasher.update(UnsafeRawBufferPointer(PayloadCoverage.unsignedName))
        case .streaming(let body): hasher.update(body.format.rawValue)
        case .hashed:
            if let claimed = texts.claimedHash {
                hasher.update(claimed)
            } else if let digest {
                digest.withHex { hasher.update($0) }
            } else {
                return false
            }
        }
        return true
    }

    /// The signed body is the body that arrived.
    func checkClaimedHash(against digest: Digest?) throws(SignatureError) {
        guard payload == .hashed else { return }
        guard let digest else { throw .signatureMismatch(mismatch(payload: nil)) }
        let claimed = texts.withPieces { texts -> String? in
            guard let claimed = texts.claimedHash else { return nil }
            return digest.withHex { $0.equals(claimed) } ? nil : claimed.text
        }
        if let claimed { throw .contentSHA256Mismatch(claimed: claimed, computed: digest.hex) }
    }

    /// What the server signed, for the error's text.
    func mismatch(payload digest: Digest?) -> SignatureMismatch {
        texts.withPieces { texts in
            let canonicalRequest = texts.canonicalRequestHead.text + payloadLine(of: texts, digest)
            let hash = Digest(hashing: canonicalRequest.utf8.span.bytes)
            return SignatureMismatch(
                accessKeyID: accessKeyID,
                canonicalRequest: canonicalRequest,
                stringToSign: texts.stringToSignHead.text + hash.hex,
                signatureProvided: texts.signature.text
            )
        }
    }

    private func payloadLine(of texts: ClaimTexts.Pieces, _ digest: Digest?) -> String {
        switch payload {
        case .unsigned: "\(PayloadCoverage.unsignedName)"
        case .streaming(let body): body.format.rawValue
        case .hashed: texts.claimedHash?.text ?? digest?.hex ?? ""
        }
    }
}
