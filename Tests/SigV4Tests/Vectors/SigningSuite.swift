import Foundation
import SigV4
import Testing

/// The signing test suites of awslabs/aws-c-auth, read in place.
enum SigningSuite {
    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = packageRoot.deletingLastPathComponent().appending(path: "shared/data/sigv4")

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// The cases of `v4` or `v4a` that are complete, by name.
    static func cases(of version: String) -> [SigningCase] {
        let folder = folder.appending(path: version)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            print("skipped: the public \(version) vectors are not at \(folder.path)")
            return []
        }
        return names.sorted().map { SigningCase(name: $0, folder: folder.appending(path: $0)) }
            .filter { $0.has("header-signed-request.txt") }
    }
}

/// One case of a suite.
struct SigningCase: Sendable, CustomTestStringConvertible {
    let name: String
    let folder: URL

    var testDescription: String { name }

    /// ECDSA signs differently each time.
    var isDeterministic: Bool { has("public-key.json") == false }

    func signer(_ context: SigningContext) -> RequestSigner {
        RequestSigner(
            credential: context.credential,
            sessionToken: context.credentials.token,
            region: context.region,
            service: context.service,
            algorithm: isDeterministic ? .hmacSHA256 : .ecdsaP256SHA256,
            pathForm: context.pathForm,
            signsSessionToken: !(context.omitsSessionToken ?? false)
        )
    }

    func publicKey() throws -> PublicPoint {
        try JSONDecoder().decode(PublicPoint.self, from: Data(contentsOf: folder.appending(path: "public-key.json")))
    }

    func has(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: file).path)
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    func request(_ file: String) throws -> RawRequest {
        RawRequest(parsing: try text(file))
    }

    func context() throws -> SigningContext {
        try JSONDecoder().decode(SigningContext.self, from: Data(contentsOf: folder.appending(path: "context.json")))
    }
}

/// `public-key.json` of a case: coordinates in hexadecimal.
struct PublicPoint: Decodable {
    let x: String
    let y: String

    enum CodingKeys: String, CodingKey {
        case x = "X"
        case y = "Y"
    }
}
