/// The canonical request, all lines but the last, which needs the body.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
enum CanonicalRequest {
    /// Appends method and path. A path that cannot be canonical is refused before anything else is looked at.
    static func appendMethodAndPath(
        of head: borrowing HeadBytes,
        target: RequestTarget,
        pathForm: CanonicalPathForm,
        to output: inout ByteArena
    ) throws(SignatureError) {
        output.append(head.bytes[head.method])
        output.append(ASCII.newline)
        try CanonicalPath.append(head.bytes[target.path], as: pathForm, to: &output)
        output.append(ASCII.newline)
    }

    /// Appends query, headers and their names.
    ///
    /// - Parameters:
    ///   - leftOut: query parameters that are not signed.
    ///   - signedHeaders: the list whose names are marked in `head`.
    static func appendQueryAndHeaders(
        of head: borrowing HeadBytes,
        query: inout CanonicalQuery,
        leavingOut leftOut: [PresignedParameter],
        signedHeaders: Range<Int>,
        to output: inout ByteArena
    ) {
        query.append(without: leftOut, to: &output)
        output.append(ASCII.newline)
        appendHeaders(of: head, to: &output)
        output.append(ASCII.newline)
        output.append(head.bytes[signedHeaders])
        output.append(ASCII.newline)
    }

    /// `name:value` for each signed name; several fields of one name are joined by commas in the order they came.
    private static func appendHeaders(of head: borrowing HeadBytes, to output: inout ByteArena) {
        var previous: Range<Int>?
        for index in head.signedFields.indices {
            let field = head.fields[head.signedFields[index]]
            if let previous, head.isSameText(previous, field.name) {
                output.append(ASCII.comma)
            } else {
                if previous != nil { output.append(ASCII.newline) }
                output.append(head.bytes[field.name])
                output.append(ASCII.colon)
            }
            CanonicalHeaderValue.append(head.bytes[field.value], to: &output)
            previous = field.name
        }
        output.append(ASCII.newline)
    }
}
