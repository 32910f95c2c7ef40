/// A wire protocol of AWS, by the names of the Smithy specifications
/// (<https://smithy.io/2.0/aws/protocols/index.html>).
package enum WireProtocol: String, Sendable, Hashable {
    /// Form-encoded requests with `Action` and `Version`, XML answers (IAM, STS).
    case query
    /// JSON bodies, `X-Amz-Target`, content type `application/x-amz-json-1.0` (SQS).
    case json10 = "json-1.0"
    /// JSON bodies, `X-Amz-Target`, content type `application/x-amz-json-1.1` (CloudWatch Logs).
    case json11 = "json-1.1"
    /// Methods and paths with JSON bodies (Lambda).
    case restJSON = "rest-json"
    /// Methods and paths with XML bodies (S3).
    case restXML = "rest-xml"
    /// CBOR bodies, the operation in the path (CloudWatch).
    case rpcV2CBOR = "smithy-rpc-v2-cbor"
}
