import AWSWire
import Dispatch
import Foundation
import NIOCore
import NIOHTTP1
import StateStore

/// Serves deployment packages and layers at the links that `GetFunction` and `GetLayerVersion` give: whoever has a link may
/// download what it names for ten minutes, as with the presigned URLs of AWS.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCodeLocation.html>
struct CodeDownloads: Sendable {
    /// No bucket's name begins with an underscore, so no object of S3 has such a path.
    static let pathPrefix = "/_lambda-code/"
    static let lifetime = Duration.seconds(600)

    let packages: CodePackageStore
    let sealingKey: SealingKey
    let now: @Sendable () -> Moment

    /// The link's path: what it names and until when, sealed under the server's key.
    static func path(to code: FunctionCode, until end: Moment, sealedWith key: SealingKey) -> String {
        let sealed = key.seal(Array("\(code.hash)\n\(end.seconds)".utf8), for: .codeDownload)
        return pathPrefix + Base64URL.encode(sealed.bytes)
    }

    /// Answers a request for a link; false for every other request.
    func answer(_ request: GatewayRequest, completion: @escaping @Sendable (HTTPAnswer) -> Void) -> Bool {
        let path = request.head.uri.prefix { $0 != "?" }
        guard path.hasPrefix(Self.pathPrefix) else { return false }
        guard request.head.method == .GET || request.head.method == .HEAD else {
            completion(.refusal(.methodNotAllowed, "MethodNotAllowed", "The link is for GET and HEAD."))
            return true
        }
        guard let (hash, end) = open(path.dropFirst(Self.pathPrefix.count)) else {
            completion(.refusal(.forbidden, "AccessDenied", "The link was not made by this server."))
            return true
        }
        guard now().seconds < end else {
            completion(.refusal(.forbidden, "AccessDenied", "Request has expired"))
            return true
        }
        let isHead = request.head.method == .HEAD
        // Reading fifty megabytes would hold up the event loop.
        DispatchQueue.global().async { completion(self.package(hash, isHead: isHead)) }
        return true
    }

    private func open(_ token: Substring) -> (hash: ContentHash, end: Int64)? {
        guard token.utf8.count < 1024, let bytes = Base64URL.decode(token),
            let opened = try? sealingKey.open(SealedBytes(bytes: bytes), for: .codeDownload)
        else { return nil }
        let lines = String(decoding: opened, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, let hash = ContentHash(hexadecimal: String(lines[0])), let end = Int64(lines[1]) else {
            return nil
        }
        return (hash, end)
    }

    private func package(_ hash: ContentHash, isHead: Bool) -> HTTPAnswer {
        do {
            guard let archive = try packages.archive(hash) else {
                return .refusal(.notFound, "NoSuchKey", "The specified key does not exist.")
            }
            return HTTPAnswer(
                status: .ok,
                headers: ["Content-Type": "application/zip"],
                body: isHead ? ByteBuffer() : ByteBuffer(bytes: archive)
            )
        } catch {
            return .refusal(.internalServerError, "InternalError", "The package cannot be read.")
        }
    }
}

extension HTTPAnswer {
    /// A refusal as S3, where such links lead on AWS, words it.
    fileprivate static func refusal(_ status: HTTPResponseStatus, _ code: String, _ message: String) -> HTTPAnswer {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
        return HTTPAnswer(
            status: status,
            headers: ["Content-Type": "application/xml"],
            body: ByteBuffer(string: text)
        )
    }
}

/// Base64 with the letters that need no escape in a URL, and without padding.
///
/// <https://www.rfc-editor.org/rfc/rfc4648#section-5>
private enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    static func decode(_ text: Substring) -> [UInt8]? {
        let base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return Data(base64Encoded: base64 + padding).map { Array($0) }
    }
}

extension LambdaDependencies {
    /// Where the bytes of a package can be had, at the address that the caller used.
    func location(of code: FunctionCode, in call: IncomingCall) -> String {
        let path = CodeDownloads.path(to: code, until: call.time + CodeDownloads.lifetime, sealedWith: sealingKey)
        return "http://\(call.authority ?? "localhost")\(path)"
    }
}
