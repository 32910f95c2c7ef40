/// The Extensions API (2020-01-01) of one execution environment, with the Telemetry and Logs APIs, without HTTP.
///
/// | request | call |
/// |---|---|
/// | `POST /2020-01-01/extension/register` | ``register(extension:features:body:)`` |
/// | `GET /2020-01-01/extension/event/next` | ``nextEvent(extension:_:)`` |
/// | `POST /2020-01-01/extension/init/error`, `…/exit/error` | ``fail(extension:in:errorType:body:)`` |
/// | `PUT /2022-07-01/telemetry`, `PUT /2020-08-15/logs` | ``subscribe(extension:to:body:)`` |
///
/// `extension` is the value of `Lambda-Extension-Identifier`, for `register` of `Lambda-Extension-Name`; nil when it was
/// not sent. Calls are as safe and as quick as those of ``RuntimeEndpoint``.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html>
package protocol ExtensionEndpoint: Sendable {
    /// - Parameter features: value of `Lambda-Extension-Accept-Feature`, if sent.
    func register(extension name: String?, features: String?, body: [UInt8]) -> RuntimeReply

    /// The extension is ready for its next event. `reply` is called as that of ``RuntimeEndpoint/next(_:)``.
    func nextEvent(extension identifier: String?, _ reply: @escaping @Sendable (RuntimeReply) -> Void)

    /// The extension cannot go on; the environment ends.
    /// - Parameter errorType: value of `Lambda-Extension-Function-Error-Type`, if sent.
    func fail(
        extension identifier: String?,
        in phase: ExtensionPhase,
        errorType: String?,
        body: [UInt8]
    ) -> RuntimeReply

    func subscribe(extension identifier: String?, to api: TelemetryAPI, body: [UInt8]) -> RuntimeReply
}

/// Where in its life an extension failed.
package enum ExtensionPhase: Sendable {
    case initialization
    case exit
}
