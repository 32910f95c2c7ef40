/// The rules about which headers a signature covers.
struct SignedHeaders {
    /// Names between semicolons, within the head.
    let list: Range<Int>

    /// Step 8 of AWS's order, before the list is looked at any closer.
    func checkHost(in head: borrowing HeadBytes) throws(SignatureError) {
        var rest = list
        while true {
            let end = head.firstIndex(of: ASCII.semicolon, in: rest) ?? rest.upperBound
            if head.bytes[rest.lowerBound..<end].equals("host") { return }
            guard end < rest.upperBound else { throw .hostNotSigned }
            rest = end + 1..<rest.upperBound
        }
    }

    /// The one form a list may have: lower case, ascending, nothing twice. Marks the headers it names; each must have
    /// arrived.
    func mark(in head: inout HeadBytes) throws(SignatureError) {
        var rest = list
        var previous = list.lowerBound..<list.lowerBound
        while true {
            let end = head.firstIndex(of: ASCII.semicolon, in: rest) ?? rest.upperBound
            let name = rest.lowerBound..<end
            guard head.bytes[previous].precedes(head.bytes[name]) else {
                throw .malformedSignedHeaders(head.text(list))
            }
            guard head.markSigned(name) else { throw absence(of: name, in: head) }
            guard end < rest.upperBound else { return }
            previous = name
            rest = end + 1..<rest.upperBound
        }
    }

    /// What arrives with meaning arrives signed: every `x-amz-*`, and what the operation adds. Left out are the session
    /// token, which proves itself, and in header form the payload hash, which is a line of its own.
    func checkUnsigned(
        in head: borrowing HeadBytes,
        fields: SignatureFields,
        under policy: borrowing VerificationPolicy
    ) throws(SignatureError) {
        var unsigned: [String] = []
        for index in head.fields.indices {
            let field = head.fields[index]
            guard !field.isSigned else { continue }
            let name = head.bytes[field.name]
            let isMeaningful =
                name.starts(with: "x-amz-") || fields.isDateHeader && name.equals("date")
                || policy.mustBeSigned.contains { name.equals(string: $0) }
            let isExempt =
                name.equals("x-amz-security-token") || fields.form == .header && name.equals("x-amz-content-sha256")
            if isMeaningful && !isExempt { unsigned.append(name.text) }
        }
        guard unsigned.isEmpty else { throw .headersNotSigned(unsigned) }
    }

    /// Names of fields are in lower case, so a name with capitals is among those that did not arrive.
    private func absence(of name: Range<Int>, in head: borrowing HeadBytes) -> SignatureError {
        let hasCapitals = head.bytes[name].contains { $0 != ASCII.lowercased($0) }
        return hasCapitals ? .malformedSignedHeaders(head.text(list)) : .signedHeaderAbsent(head.text(name))
    }
}
