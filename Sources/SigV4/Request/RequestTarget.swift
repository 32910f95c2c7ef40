/// A request target as ranges of the head: raw path, raw query, and the authority of an absolute form.
/// RFC 9112, section 3.2.
struct RequestTarget {
    /// Begins with `/`.
    let path: Range<Int>
    /// Without the `?`; empty if there is none.
    let query: Range<Int>
    /// Present in absolute form only.
    let authority: Range<Int>?

    private static let schemes: [StaticString] = ["http://", "https://"]

    init(of head: borrowing HeadBytes) throws(SignatureError) {
        guard !head.method.isEmpty, head.bytes[head.method].allSatisfy(Self.isTokenByte) else {
            throw .malformedTarget(.malformedMethod)
        }
        let target = head.target
        let mark = head.firstIndex(of: ASCII.questionMark, in: target)
        let beforeQuery = target.lowerBound..<(mark ?? target.upperBound)
        query = mark.map { $0 + 1..<target.upperBound } ?? target.upperBound..<target.upperBound
        guard head.firstIndex(of: ASCII.slash, in: beforeQuery) != beforeQuery.lowerBound else {
            path = beforeQuery
            authority = nil
            return
        }
        guard let scheme = Self.schemes.first(where: { head.bytes[beforeQuery].starts(with: $0) }) else {
            throw .malformedTarget(.notAPath)
        }
        let rest = beforeQuery.lowerBound + scheme.utf8CodeUnitCount..<beforeQuery.upperBound
        guard let slash = head.firstIndex(of: ASCII.slash, in: rest), slash > rest.lowerBound else {
            throw .malformedTarget(.notAPath)
        }
        authority = rest.lowerBound..<slash
        path = slash..<rest.upperBound
    }

    /// An absolute form must name the host that `Host` names, because the signature covers the latter.
    func checkAuthority(in head: borrowing HeadBytes) throws(SignatureError) {
        let host = try head.single(.host)
        guard let authority else { return }
        guard let host, authority.count == host.count,
            zip(authority, host).allSatisfy({ ASCII.lowercased(head.bytes[$0]) == ASCII.lowercased(head.bytes[$1]) })
        else { throw .malformedTarget(.hostDiffers) }
    }

    /// RFC 9110, section 5.6.2; methods of AWS's services are letters, and lower case is kept apart from upper case.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
