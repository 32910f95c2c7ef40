/// A response that a runtime sends piece by piece. Safe on any thread; calls are to come in order.
///
/// Source: "Response streaming for Lambda functions", AWS Lambda Developer Guide, and AWS's Runtime Interface Emulator.
package protocol ResponseStream: Sendable {
    /// - Parameter whenTaken: called once, on any thread, when whoever reads has taken these bytes.
    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void)

    /// The body is complete.
    /// - Parameters:
    ///   - errorType: value of the trailer `Lambda-Runtime-Function-Error-Type`, if sent.
    ///   - errorBody: what the trailer `Lambda-Runtime-Function-Error-Body` holds in base64, the error object, if sent.
    func end(errorType: String?, errorBody: [UInt8]?) -> RuntimeReply

    /// The runtime hung up before the end.
    func breakOff()
}

/// How a streamed response may begin.
package enum ResponseStreamStart: Sendable {
    case stream(any ResponseStream)
    /// The body, if any comes, is to be dropped.
    case refused(RuntimeReply)
}
