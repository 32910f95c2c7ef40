import LambdaCore
import NIOCore
import NIOHTTP1

/// Calls of extensions.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html>
extension RuntimeConnection {
    func register(_ headers: HTTPHeaders) -> RuntimeReply {
        endpoint.register(
            extension: headers.first(name: "lambda-extension-name"),
            features: headers.first(name: "lambda-extension-accept-feature"),
            body: takeBody()
        )
    }

    func fail(in phase: ExtensionPhase, _ headers: HTTPHeaders) -> RuntimeReply {
        endpoint.fail(
            extension: Self.identifier(headers),
            in: phase,
            errorType: headers.first(name: "lambda-extension-function-error-type"),
            body: takeBody()
        )
    }

    func subscribe(to api: TelemetryAPI, _ headers: HTTPHeaders) -> RuntimeReply {
        endpoint.subscribe(extension: Self.identifier(headers), to: api, body: takeBody())
    }

    static func identifier(_ headers: HTTPHeaders) -> String? {
        headers.first(name: "lambda-extension-identifier")
    }
}
