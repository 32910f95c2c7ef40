import AWSWire
import Foundation

/// How much an invocation may carry, in bytes.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
enum InvocationLimits {
    static let synchronousBytes = 6 * 1024 * 1024
    static let asynchronousBytes = 1024 * 1024
    /// Of `InvokeAsync`, which was never raised.
    static let invokeAsyncBytes = 256 * 1024
    /// Of the client context as it is sent, in base64.
    static let clientContextBytes = 3583
}

/// The event of an invocation.
enum InvocationPayload {
    /// The event as the function will get it: an empty one is an empty object.
    ///
    /// - Throws: `InvalidRequestContentException` for bytes that are not JSON.
    static func check(_ bytes: [UInt8]) throws(ServiceFault) -> [UInt8] {
        guard !bytes.isEmpty else { return Array("{}".utf8) }
        guard let flaw = JSONText.flaw(in: bytes) else { return bytes }
        throw Lambda.Fault.invalidRequestContent(
            "Could not parse request body into json: Could not parse payload into json: \(flaw)"
        )
    }
}

/// `X-Amz-Client-Context`.
enum ClientContext {
    /// - Throws: `InvalidRequestContentException` unless it is a JSON object in base64.
    static func decode(_ base64: String?) throws(ServiceFault) -> String? {
        guard let base64 else { return nil }
        guard base64.utf8.count <= InvocationLimits.clientContextBytes, let data = Data(base64Encoded: base64),
            JSONText.flaw(in: Array(data)) == nil
        else {
            throw Lambda.Fault.invalidRequestContent("Client context must be a valid Base64-encoded JSON object.")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
