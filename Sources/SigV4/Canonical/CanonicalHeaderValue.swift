/// A header value in the canonical request.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
enum CanonicalHeaderValue {
    /// Appends `value` without white space around it and with every run within it, folded lines too, as one space.
    static func append(_ value: UnsafeRawBufferPointer, to output: inout ByteArena) {
        guard value.containsWhitespace else {
            output.append(value)
            return
        }
        let start = output.count
        var isSpacePending = false
        for byte in value {
            guard !ASCII.isWhitespace(byte) else {
                isSpacePending = output.count > start
                continue
            }
            if isSpacePending { output.append(ASCII.space) }
            isSpacePending = false
            output.append(byte)
        }
    }
}
