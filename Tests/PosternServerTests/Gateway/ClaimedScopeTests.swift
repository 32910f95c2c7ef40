import AWSWire
import Testing

@testable import PosternServer

struct ClaimedScopeTests {
    @Test("service and region are read from the header, from the query, and from SigV4A's shorter scope")
    func scopes() {
        let header =
            "AWS4-HMAC-SHA256 Credential=AKID/20261123/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=0"
        let signed = ClaimedScope(WireRequest(method: "GET", rawPath: "/", headers: [("Authorization", header)]))
        #expect(signed?.service == "lambda")
        #expect(signed?.region == "eu-west-1")
        let query = "X-Amz-Credential=AKID%2F20261123%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=x"
        let presigned = ClaimedScope(WireRequest(method: "GET", rawPath: "/", rawQuery: query))
        #expect(presigned?.service == "sts")
        let asymmetric =
            "AWS4-ECDSA-P256-SHA256 Credential=AKID/20261123/iam/aws4_request, SignedHeaders=host, Signature=0"
        let regionless = ClaimedScope(
            WireRequest(method: "GET", rawPath: "/", headers: [("authorization", asymmetric)])
        )
        #expect(regionless?.service == "iam")
        #expect(regionless?.region == nil)
    }

    @Test(
        "a request without a scope that can be read has none",
        arguments: [
            "", "Bearer x", "AWS4-HMAC-SHA256 Credential=AKID",
            "AWS4-HMAC-SHA256 Credential=AKID/20261123/us-east-1/sts, SignedHeaders=host, Signature=0",
        ]
    )
    func none(header: String) {
        #expect(ClaimedScope(WireRequest(method: "GET", rawPath: "/", headers: [("Authorization", header)])) == nil)
    }
}
