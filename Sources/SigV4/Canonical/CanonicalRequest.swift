/// The canonical request, all lines but the last, which needs the body.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
enum CanonicalRequest {
    /// Appends method, path, query, headers and their names, each line with its end.
    ///
    /// - Parameters:
    ///   - signedHeaders: names that are all present and marked in `head`.
    ///   - leftOut: query parameters that are not signed.
    static func append(
        _ head: borrowing HeadBytes,
        target: RequestTarget,
        query: inout CanonicalQuery,
        leavingOut leftOut: [PresignedParameter],
        signedHeaders: Range<Int>,
        pathForm: CanonicalPathForm,
        to output: inout ByteArena
    ) throws(SignatureError) {
        output.append(head.bytes[head.method])
        output.append(ASCII.newline)
        try CanonicalPath.append(head.bytes[target.path], as: pathForm, to: &output)
        output.append(ASCII.newline)
        query.append(without: leftOut, to: &output)
        output.append(ASCII.newline)
        appendHeaders(of: head, named: signedHeaders, to: &output)
        output.append(ASCII.newline)
        output.append(head.bytes[signedHeaders])
        output.append(ASCII.newline)
    }

    /// `name:value` for each name of the list, in its order.
    private static func appendHeaders(
        of head: borrowing HeadBytes,
        named list: Range<Int>,
        to output: inout ByteArena
    ) {
        var rest = list
        while !rest.isEmpty {
            let end = head.firstIndex(of: ASCII.semicolon, in: rest) ?? rest.upperBound
            appendHeader(rest.lowerBound..<end, of: head, to: &output)
            rest = min(end + 1, rest.upperBound)..<rest.upperBound
        }
    }

    /// Several fields of one name are joined by commas in the order they came.
    private static func appendHeader(
        _ name: Range<Int>,
        of head: borrowing HeadBytes,
        to output: inout ByteArena
    ) {
        let nameBytes = head.bytes[name]
        output.append(nameBytes)
        var separator = ASCII.colon
        for field in head.fields where field.isSigned && head.bytes[field.name].equals(nameBytes) {
            output.append(separator)
            separator = ASCII.comma
            CanonicalHeaderValue.append(head.bytes[field.value], to: &output)
        }
        output.append(ASCII.newline)
    }
}
