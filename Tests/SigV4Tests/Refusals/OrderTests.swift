import SigV4
import Testing

/// A request with several faults is refused for the first that AWS looks at.
struct OrderTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let category: SignatureError.Category
        let change: @Sendable (RawRequest) -> RawRequest

        var testDescription: String { "\(category)" }
    }

    /// In AWS's order; each leaves the ones after it possible.
    static let faults = [
        Fault(category: .malformedRequest) { $0.targeting { $0.replacing("/invocations", by: "/%zz") } },
        Fault(category: .malformedQueryString) { $0.targeting { $0 + "&c=%" } },
        Fault(category: .conflictingAuthentication) { $0.targeting { "\($0)&X-Amz-Algorithm=x" } },
        Fault(category: .incompleteSignature) { $0.replacing("Signature=", with: "Sig=", in: "Authorization") },
        Fault(category: .signatureMismatch) { $0.replacing("host;", with: "", in: "Authorization") },
        Fault(category: .clockSkew) { $0.changing("X-Amz-Date") { _ in "20130524T010000Z" } },
        Fault(category: .wrongScope) { $0.replacing("us-east-1", with: "mars", in: "Authorization") },
        Fault(category: .headersNotSigned) { $0.adding([("X-Amz-Meta-A", "1")]) },
        Fault(category: .unsupportedPayload) { $0.adding([("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")]) },
        Fault(category: .invalidSessionToken) { $0.adding([("X-Amz-Security-Token", "t")]) },
        Fault(category: .signatureMismatch) {
            RawRequest(method: $0.method, target: $0.target, headers: $0.headers, body: [0])
        },
    ]

    @Test(arguments: faults.indices)
    func `this fault comes before all after it`(_ first: Int) throws {
        var request = try SignedRequest.invocation()
        for fault in Self.faults[first...].reversed() { request = fault.change(request) }
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda) }
        #expect(error?.category == Self.faults[first].category)
    }

    @Test func `an unknown key comes before a wrong signature, and after everything else`() throws {
        let wrong = try SignedRequest.invocation().flippingSignature()
        #expect(throws: SignatureError.unknownAccessKey) { try wrong.verify(under: Fixture.lambda, with: nil) }
        let unsigned = try SignedRequest.invocation().adding([("X-Amz-Meta-A", "1")])
        #expect(throws: SignatureError.headersNotSigned(["x-amz-meta-a"])) {
            try unsigned.verify(under: Fixture.lambda, with: nil)
        }
    }
}
