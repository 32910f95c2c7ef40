import SigV4

/// Signed requests that tests change afterwards.
enum SignedRequest {
    static let body = Array(#"{"key":"value"}"#.utf8)

    /// A Lambda invocation in header form, as an SDK sends it: an ARN in the path, a query, several signed headers.
    static func invocation(
        payload: SigningPayload = .hashed(Digest(hashing: body)),
        algorithm: SignatureAlgorithm = .hmacSHA256,
        sessionToken: String? = nil,
        policy: VerificationPolicy = Fixture.lambda
    ) throws -> RawRequest {
        let request = unsigned
        let signer = Fixture.signer(for: policy, algorithm: algorithm, sessionToken: sessionToken)
        return request.adding(try signer.headers(signing: request.head, payload: payload, at: Fixture.now))
    }

    /// The same in query form.
    static func presigned(
        expiresInSeconds: Int = 300,
        algorithm: SignatureAlgorithm = .hmacSHA256,
        sessionToken: String? = nil,
        policy: VerificationPolicy = Fixture.lambda
    ) throws -> RawRequest {
        var request = unsigned
        request.target = try Fixture.signer(for: policy, algorithm: algorithm, sessionToken: sessionToken)
            .presignedTarget(
                signing: request.head,
                expiresInSeconds: expiresInSeconds,
                payload: .hashed(Digest(hashing: body)),
                at: Fixture.now
            )
        return request
    }

    static let unsigned = RawRequest(
        method: "POST",
        target: "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af/invocations"
            + "?Qualifier=%24LATEST&b=2&a=1&a=0",
        headers: [
            ("Host", "127.0.0.1:4566"), ("X-Amz-Invocation-Type", "RequestResponse"),
            ("Content-Type", "application/json"), ("My-Header", "one"), ("My-Header", "two  three"),
        ],
        body: body
    )
}

extension RawRequest {
    /// With the value of a header changed; every field of the name.
    func changing(_ name: String, _ change: (String) -> String) -> RawRequest {
        var copy = self
        for index in headers.indices where headers[index].name.lowercased() == name.lowercased() {
            copy.headers[index].value = change(headers[index].value)
        }
        return copy
    }

    func replacing(_ text: String, with other: String, in name: String) -> RawRequest {
        changing(name) { $0.split(separator: text, omittingEmptySubsequences: false).joined(separator: other) }
    }

    func removing(_ name: String) -> RawRequest {
        var copy = self
        copy.headers.removeAll { $0.name.lowercased() == name.lowercased() }
        return copy
    }

    func targeting(_ change: (String) -> String) -> RawRequest {
        var copy = self
        copy.target = change(target)
        return copy
    }
}

extension String {
    func replacing(_ text: String, by other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
