/// The string to sign, all lines but the last, which is the hash of the canonical request.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
enum StringToSign {
    /// Appends algorithm, time and scope, each line with its end.
    static func append(
        algorithm: SignatureAlgorithm,
        date: UnsafeRawBufferPointer,
        scope: UnsafeRawBufferPointer,
        to output: inout ByteArena
    ) {
        output.append(algorithm.name)
        output.append(ASCII.newline)
        output.append(date)
        output.append(ASCII.newline)
        output.append(scope)
        output.append(ASCII.newline)
    }
}
