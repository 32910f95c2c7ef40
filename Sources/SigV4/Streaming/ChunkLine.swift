/// A line of an `aws-chunked` body that may arrive in pieces; it ends with CR LF.
struct ChunkLine {
    private var bytes: [UInt8] = []

    /// Takes bytes from the front of `rest` up to the end of the line; the line without its end, once it is whole.
    mutating func take(from rest: inout UnsafeRawBufferPointer) throws(SignatureError) -> [UInt8]? {
        while let byte = rest.first {
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            if byte == ASCII.newline, bytes.last == ASCII.carriageReturn {
                defer { bytes.removeAll(keepingCapacity: true) }
                return Array(bytes.dropLast())
            }
            guard bytes.count < VerificationLimits.chunkLineBytes else {
                throw .malformedChunk(.lineTooLong(limitBytes: VerificationLimits.chunkLineBytes))
            }
            bytes.append(byte)
        }
        return nil
    }
}
