/// What the signature of a request in the form of Signature Version 2 covers.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#ConstructingTheAuthenticationHeader>
struct Version2Texts {
    /// Names in lower case, in order of arrival; those of the query behind the others.
    let headers: [(name: String, value: String)]
    /// As sent, with the bucket in front where the host name has it.
    let path: String
    let subresources: [(name: String, value: String?)]

    /// The method, three headers, the `x-amz-*` headers and the resource, a line each.
    func stringToSign(method: String, expires: String) -> String {
        let lines = [method, value(of: "content-md5") ?? "", value(of: "content-type") ?? "", expires]
        return (lines + amazonHeaders + [resource]).joined(separator: "\n")
    }

    /// The values of a header, joined as HTTP allows; nil where there is none.
    func value(of name: String) -> String? {
        let values = headers.filter { $0.name == name }.map { Self.trimmed($0.value) }
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    /// What `x-amz-content-sha256` says of the body beside that it is not signed, which is all this form knows.
    var refusedPayloadForm: String? {
        value(of: "x-amz-content-sha256").flatMap { $0 == "UNSIGNED-PAYLOAD" ? nil : $0 }
    }

    private var amazonHeaders: [String] {
        let names = Set(headers.map(\.name).filter { $0.hasPrefix("x-amz-") })
        return names.sorted().map { "\($0):\(value(of: $0) ?? "")" }
    }

    private var resource: String {
        guard !subresources.isEmpty else { return path }
        let parameters = subresources.sorted { $0.name < $1.name }
            .map { parameter in parameter.value.map { "\(parameter.name)=\($0)" } ?? parameter.name }
        return path + "?" + parameters.joined(separator: "&")
    }

    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
    }
}
