/// The Runtime API (2018-06-01) of one execution environment, without HTTP.
///
/// The transport parses requests that arrive on the environment's listener and calls one of these functions:
///
/// | request | call |
/// |---|---|
/// | `GET /2018-06-01/runtime/invocation/next` | ``next(_:)`` |
/// | `POST /2018-06-01/runtime/invocation/ID/response` | ``respond(requestID:mode:body:)`` |
/// | the same, with `Lambda-Runtime-Function-Response-Mode: streaming` | ``beginResponse(requestID:contentType:)`` |
/// | `POST /2018-06-01/runtime/invocation/ID/error` | ``fail(requestID:errorType:body:)`` |
/// | `POST /2018-06-01/runtime/init/error` | ``failInitialization(errorType:body:)`` |
///
/// and sends the ``RuntimeReply`` as it is:
/// ```swift
/// func channelRead(context: ChannelHandlerContext, request: Request) {
///     switch route(request) {
///     case .next: endpoint.next { reply in channel.eventLoop.execute { write(reply, to: channel) } }
///     case .response(let id): write(endpoint.respond(requestID: id, mode: request.mode, body: request.body), …)
///     …
///     }
/// }
/// ```
/// All calls are safe on any thread, take no longer than a lock and some copying, and never suspend.
package protocol RuntimeEndpoint: ExtensionEndpoint {
    /// The runtime asks for its next event. `reply` is called exactly once: at once, or when an event arrives, or with
    /// a refusal when the environment ends. It may be called on any thread, also before this function returns.
    func next(_ reply: @escaping @Sendable (RuntimeReply) -> Void)

    /// The runtime answers event `requestID`.
    /// - Parameter mode: value of `Lambda-Runtime-Function-Response-Mode`, if sent.
    func respond(requestID: String, mode: String?, body: [UInt8]) -> RuntimeReply

    /// The runtime begins to answer event `requestID` piece by piece.
    func beginResponse(requestID: String, contentType: String?) -> ResponseStreamStart

    /// The function failed on event `requestID`; `body` is the error object that the caller is to see.
    /// - Parameter errorType: value of `Lambda-Runtime-Function-Error-Type`, if sent.
    func fail(requestID: String, errorType: String?, body: [UInt8]) -> RuntimeReply

    /// The runtime could not get ready, for instance because the handler's module does not load.
    func failInitialization(errorType: String?, body: [UInt8]) -> RuntimeReply
}
