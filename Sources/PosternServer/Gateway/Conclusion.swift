import AWSWire

/// How a routed and identified request ended; what the answer is written and the audit event is made from.
enum Conclusion: Sendable {
    /// Allowed and carried out.
    case answered(WireResponse, [EvaluatedRequirement])
    /// Allowed, and begun to be answered: the body of the response is the stream's.
    case streaming(WireResponse, HTTPBodyStream, [EvaluatedRequirement])
    /// Refused by the policies; the requirement that was not met stands first.
    case denied(EvaluatedRequirement, [EvaluatedRequirement])
    /// Malformed, or allowed and then failed.
    case failed(ServiceFault, [EvaluatedRequirement])
}
