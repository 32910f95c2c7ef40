import NIOCore
import NIOHTTP1
import SigV4
import StateStore

@testable import PosternServer

/// One account whose root user holds a key, and requests that it signs.
struct SignedCall {
    static let accessKeyID = "AKIAIOSFODNN7EXAMPLE"
    static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    static let region = "us-east-1"
    /// 2013-05-24T00:00:00Z.
    static let now = Moment(seconds: 1_369_353_600)
    static let signingTime = SigningTime(secondsSince1970: now.seconds)

    var method = "POST"
    var target = "/"
    var headers: [(name: String, value: String)] = [("host", "localhost:4566")]
    var body: [UInt8] = []

    static func signer(service: String, pathForm: CanonicalPathForm = .normalizedAndEncodedTwice) -> RequestSigner {
        RequestSigner(
            credential: SigningCredential(accessKeyID: accessKeyID, secret: SecretAccessKey(secret)),
            sessionToken: nil,
            region: region,
            service: service,
            algorithm: .hmacSHA256,
            pathForm: pathForm
        )
    }

    /// - Parameter status: of the root key.
    static func callers(status: AccessKey.Status = .active) throws -> CallerDirectory {
        let sealingKey = SealingKey(key: [UInt8](repeating: 7, count: 32), randomness: .system)
        let account = "000000000000"
        var identity = IdentityState()
        identity.apply(.account(.put(Account(accountID: account, createdAt: now, name: "test"))))
        let key = AccessKey(
            scope: .global(account),
            id: accessKeyID,
            owner: .root,
            secret: secret,
            sealedWith: sealingKey,
            status: status,
            createdAt: now
        )
        identity.apply(.accessKey(.put(key)))
        let library = PolicyLibrary(catalogue: try catalogue())
        let organizations = OrganizationDirectory(OrganizationState(), library: library)
        let factory = CallerFactory(identity: identity, organizations: organizations, library: library)
        return CallerDirectory(factory, sealingKey: sealingKey)
    }

    /// AWS's managed policies as the repository has them.
    static func catalogue() throws -> ManagedPolicyCatalogue {
        try ManagedPolicyCatalogue(path: policies)
    }

    private static var policies: String {
        let file = #filePath
        let root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        return "\(root)/policies/aws-managed"
    }

    /// With the headers of a signature added.
    func signed(by signer: RequestSigner, payload: SigningPayload) throws -> SignedCall {
        var call = self
        let head = RequestHead(method: method, target: target, headers: headers)
        call.headers += try signer.headers(signing: head, payload: payload, at: Self.signingTime)
        return call
    }

    var request: GatewayRequest {
        GatewayRequest(
            head: HTTPRequestHead(
                version: .http1_1,
                method: HTTPMethod(rawValue: method),
                uri: target,
                headers: HTTPHeaders(headers.map { ($0.name, $0.value) })
            ),
            body: ByteBuffer(bytes: body),
            ingress: Ingress(listener: .main, peerAddress: "127.0.0.1", isLoopback: true)
        )
    }
}
