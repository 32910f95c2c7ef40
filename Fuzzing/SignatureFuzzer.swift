// Compiled together with Sources/SigV4 into one program by Scripts/fuzz.sh; it is no target of the package.

/// Any bytes, taken as a request head, are a claim or an error, under every kind of policy, and never verify: the key is
/// not in the input. Nothing crashes, nothing hangs (libFuzzer's time limit per input).
///
/// The first line is the method, the second the target, each other a header; what follows an empty line is the body, which
/// is taken as an `aws-chunked` one too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSignature(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let request = FuzzedRequest(UnsafeBufferPointer(start: start, count: count))
    for policy in policies {
        _ = request.head.claimedScope
        guard let claim = try? verifier.claim(request.head, under: policy, at: now) else { continue }
        let credential = SigningCredential(accessKeyID: claim.accessKeyID, secret: secret)
        let verified = try? verifier.verify(claim, with: credential, body: request.body.span.bytes, at: now)
        precondition(verified == nil, "a request was accepted that nobody signed")
    }
    guard let streamed, var decoder = ChunkedBodyDecoder(streamed) else {
        preconditionFailure("our own signature does not verify")
    }
    var output: [UInt8] = []
    try? decoder.decode(request.body.span.bytes, into: &output)
    precondition(output.count <= 64, "more data came out than was declared")
    return 0
}

private struct FuzzedRequest {
    let head: RequestHead<[(name: String, value: String)]>
    let body: [UInt8]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var lines: [String] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            let line = rest[..<end]
            rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
            if line.isEmpty && lines.count > 1 { break }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        body = Array(rest)
        let headers = lines.dropFirst(2).map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        head = RequestHead(
            method: lines.first ?? "GET",
            target: lines.dropFirst().first ?? "/",
            headers: Array(headers)
        )
    }
}

/// A request that announces 64 bytes in unsigned chunks, verified.
private let streamed: VerifiedSignature? = {
    let credential = SigningCredential(accessKeyID: "AKIAIOSFODNN7EXAMPLE", secret: secret)
    let signer = RequestSigner(credential: credential, region: "us-east-1", service: "s3", pathForm: .encodedOnce)
    let headers: [(name: String, value: String)] = [
        ("host", "h"), ("x-amz-decoded-content-length", "64"), ("x-amz-trailer", "x-amz-checksum-crc32"),
    ]
    let head = RequestHead(method: "PUT", target: "/b/k", headers: headers)
    guard let added = try? signer.headers(signing: head, payload: .streaming(.unsignedWithTrailer), at: now) else {
        return nil
    }
    let signed = RequestHead(method: "PUT", target: "/b/k", headers: headers + added)
    guard let claim = try? verifier.claim(signed, under: policies[1], at: now) else { return nil }
    return try? verifier.verify(claim, with: credential, payload: nil, at: now)
}()

private let now = SigningTime(secondsSince1970: 1_369_353_600)
private let secret = SecretAccessKey("not in the corpus")
nonisolated(unsafe) private let verifier = RequestVerifier()
private let policies = [
    VerificationPolicy(service: "lambda", region: "us-east-1", clockSkewSeconds: 300, mustBeSigned: ["range"]),
    VerificationPolicy(
        service: "s3",
        region: "us-east-1",
        pathForm: .encodedOnce,
        payload: [.unsigned, .signedChunks, .unsignedChunks, .presignedIsUnsigned],
        presigned: PresignedRules(securityTokenIsSigned: false)
    ),
]
