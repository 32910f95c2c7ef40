/// The second line of the canonical request.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
enum CanonicalPath {
    /// Appends the canonical form of a raw path.
    static func append(
        _ path: UnsafeRawBufferPointer,
        as form: CanonicalPathForm,
        to output: inout ByteArena
    ) throws(SignatureError) {
        switch form {
        case .normalizedAndEncodedTwice: try appendNormalized(path, to: &output)
        case .encodedOnce: try appendEncodedOnce(path, to: &output)
        }
    }

    /// The client encoded the path for the wire and once more for the signature: `%` becomes `%25`. Bytes it should have
    /// encoded for the wire and did not are taken as if it had, once.
    private static func appendNormalized(
        _ path: UnsafeRawBufferPointer,
        to output: inout ByteArena
    ) throws(SignatureError) {
        try checkEscapes(of: path)
        if isNormal(path) {
            PercentEncoding.appendPath(path, to: &output)
        } else {
            try appendSegments(of: path, to: &output)
        }
    }

    /// Whether no slash is followed by a slash or a dot: most paths, which need no look at their segments.
    private static func isNormal(_ path: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index &+ 9 <= path.count {
            let word = path.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let next = path.loadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self)
            if ASCII.slashes(word) & ASCII.slashes(next, andDots: true) != 0 { return false }
            index &+= 8
        }
        while index &+ 1 < path.count {
            let (byte, next) = (path[index], path[index &+ 1])
            if byte == ASCII.slash, next == ASCII.slash || next == ASCII.period { return false }
            index &+= 1
        }
        return true
    }

    /// Segments are taken from left to right; `..` takes back the last one. A slash stays at the end where the path had
    /// one there.
    private static func appendSegments(
        of path: UnsafeRawBufferPointer,
        to output: inout ByteArena
    ) throws(SignatureError) {
        let start = output.count
        var position = 0
        while position < path.count {
            let end = path.offset(of: ASCII.slash, from: position) ?? path.count
            let segment = UnsafeRawBufferPointer(rebasing: path[position..<end])
            if segment.equals("..") {
                try removeLastSegment(after: start, from: &output)
            } else if !segment.isEmpty && !segment.equals(".") {
                output.append(ASCII.slash)
                PercentEncoding.appendPath(segment, to: &output)
            }
            position = end + 1
        }
        if output.count == start || path.last == ASCII.slash { output.append(ASCII.slash) }
    }

    private static func checkEscapes(of path: UnsafeRawBufferPointer) throws(SignatureError) {
        var position = 0
        while let escape = path.offset(of: ASCII.percent, from: position) {
            guard escape + 2 < path.count, ASCII.isHexDigit(path[escape + 1]), ASCII.isHexDigit(path[escape + 2]) else {
                throw .malformedTarget(.malformedEscape)
            }
            position = escape + 3
        }
    }

    private static func removeLastSegment(
        after start: Int,
        from output: inout ByteArena
    ) throws(SignatureError) {
        guard output.count > start else { throw .malformedTarget(.aboveRoot) }
        var end = output.count - 1
        while output[end] != ASCII.slash { end -= 1 }
        output.truncate(to: end)
    }

    /// `%2F` stays an escape: a slash within a segment is not a separator.
    private static func appendEncodedOnce(
        _ path: UnsafeRawBufferPointer,
        to output: inout ByteArena
    ) throws(SignatureError) {
        var index = 0
        while index < path.count {
            switch path[index] {
            case ASCII.percent:
                PercentEncoding.append(try decodePathEscape(at: index, in: path), to: &output)
                index += 3
            case ASCII.slash:
                output.append(ASCII.slash)
                index += 1
            default:
                PercentEncoding.append(path[index], to: &output)
                index += 1
            }
        }
    }

    private static func decodePathEscape(
        at index: Int,
        in path: UnsafeRawBufferPointer
    ) throws(SignatureError) -> UInt8 {
        do {
            return try PercentEncoding.decodeEscape(at: index, in: path)
        } catch {
            throw .malformedTarget(.malformedEscape)
        }
    }
}
