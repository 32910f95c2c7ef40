import BenchmarkSupport
import SigV4

/// A request as botocore sends it (nine header fields, a body of JSON), signed, and verified again and again.
final class SignedRequest {
    private let verifier = RequestVerifier()
    private let policy = VerificationPolicy(service: "lambda", region: "us-east-1", clockSkewSeconds: 300)
    private let credential = SigningCredential(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secret: SecretAccessKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    )
    private let now = SigningTime(secondsSince1970: 1_795_430_400)
    private let head: RequestHead<[(name: String, value: String)]>
    private let body: [UInt8]

    init(bodyBytes: Int) throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: bodyBytes)
        self.body = body
        let target =
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Ahello/invocations"
        let signed = [
            (name: "Host", value: "127.0.0.1:4566"),
            (name: "Content-Type", value: "application/json"),
            (name: "X-Amz-Invocation-Type", value: "RequestResponse"),
            (name: "X-Amz-Log-Type", value: "None"),
        ]
        let signer = RequestSigner(credential: credential, region: "us-east-1", service: "lambda")
        let unsignedHead = RequestHead(method: "POST", target: target, headers: signed)
        let added = try signer.headers(
            signing: unsignedHead,
            payload: .hashed(Digest(hashing: body.span.bytes)),
            at: now
        )
        let rest = [
            (name: "User-Agent", value: "Boto3/1.44.5 md/Botocore#1.44.5 ua/2.1 os/linux lang/python#3.11.7"),
            (name: "Accept-Encoding", value: "identity"),
            (name: "Content-Length", value: "\(bodyBytes)"),
        ]
        head = RequestHead(method: "POST", target: target, headers: signed + added + rest)
    }

    /// Nanoseconds of one verification: both phases, the signing key from the cache.
    func nanoseconds() throws -> Double {
        let body = body
        return try CPUTime.nanosecondsPerCall { _ in
            let claim = try verifier.claim(head, under: policy, at: now)
            _ = try verifier.verify(claim, with: credential, body: body.span.bytes, at: now)
            return 1
        }
    }

    /// Nanoseconds of one verification that must derive its signing key, as a new caller's first request does.
    func nanosecondsWithDerivation() throws -> Double {
        let body = body
        return try CPUTime.nanosecondsPerCall { _ in
            verifier.forget(accessKeyID: credential.accessKeyID)
            let claim = try verifier.claim(head, under: policy, at: now)
            _ = try verifier.verify(claim, with: credential, body: body.span.bytes, at: now)
            return 1
        }
    }
}
