import AWSWire
import NIOCore
import NIOHTTP1

/// The errors of a function URL, which has no protocol but HTTP.
enum FunctionURLRefusal {
    static let forbidden = ServiceFault(
        code: "AccessDeniedException",
        message: "Forbidden",
        status: 403,
        messageKey: "Message"
    )
    static let denied = ServiceFault(
        code: "AccessDeniedException",
        message: "Forbidden. For troubleshooting Function URL authorization issues, see: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
        status: 403,
        messageKey: "Message"
    )
    static let tooLarge = ServiceFault(
        code: "RequestEntityTooLargeException",
        message:
            "Request must be smaller than \(InvocationLimits.synchronousBytes) bytes for the InvokeFunction operation",
        status: 413
    )
    /// The function failed, or its result means nothing: its own error is for its log.
    static let badGateway = ServiceFault(code: "BadGateway", message: "Internal Server Error", status: 502)

    /// No function has this URL.
    static func unknown(requestID: String) -> HTTPAnswer {
        answer(forbidden, #"{"Message":null}"#, requestID: requestID)
    }

    static func answer(_ fault: ServiceFault, requestID: String) -> HTTPAnswer {
        if fault.status == 502 {
            var answer = answer(fault, fault.message ?? "", requestID: requestID)
            answer.headers.remove(name: "x-amzn-ErrorType")
            return answer
        }
        return HTTPAnswer(fault.response(in: .restJSON, of: nil, requestID: requestID))
    }

    private static func answer(_ fault: ServiceFault, _ body: String, requestID: String) -> HTTPAnswer {
        HTTPAnswer(
            status: HTTPResponseStatus(statusCode: fault.status),
            headers: [
                "Content-Type": "application/json", "x-amzn-RequestId": requestID, "x-amzn-ErrorType": fault.code,
            ],
            body: ByteBuffer(string: body)
        )
    }
}
