extension RequestHead {
    /// The scope the request says it was signed for, unchecked: a hint for routing the request to its operation, whose
    /// policy then checks it. `nil` if the request is unsigned or its credential unreadable.
    @inlinable
    public var claimedScope: CredentialScope? {
        for header in headers where CredentialScope.isAuthorization(header.name) {
            return CredentialScope(inAuthorization: header.value)
        }
        return CredentialScope(inQueryOf: target)
    }
}

extension CredentialScope {
    @usableFromInline
    static func isAuthorization(_ name: String) -> Bool {
        name.withBytes { $0.equalsIgnoringCase("authorization") }
    }

    @usableFromInline
    init?(inAuthorization header: String) {
        let credential = header.withBytes { header -> String? in
            guard let start = header.end(of: "Credential=") else { return nil }
            let rest = UnsafeRawBufferPointer(rebasing: header[start...])
            return rest[..<(rest.offset(of: ASCII.comma) ?? rest.count)].text
        }
        guard let credential else { return nil }
        self.init(credential: credential[...])
    }

    @usableFromInline
    init?(inQueryOf target: String) {
        guard let mark = target.utf8.firstIndex(of: ASCII.questionMark) else { return nil }
        let text = target[target.utf8.index(after: mark)...]
        guard text.utf8.count <= VerificationLimits.headBytes else { return nil }
        var query = CanonicalQuery()
        do {
            try text.utf8.span.bytes.withUnsafeBytes { (text) throws(SignatureError) in try query.read(text) }
        } catch {
            return nil
        }
        guard let credential = query.firstValue(of: .credential) else { return nil }
        self.init(credential: String(decoding: credential, as: UTF8.self)[...])
    }

    /// Access key id, date, region unless SigV4A, service, terminator.
    private init?(credential: Substring) {
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 5: self.init(date: String(parts[1]), region: String(parts[2]), service: String(parts[3]))
        case 4: self.init(date: String(parts[1]), region: nil, service: String(parts[2]))
        default: return nil
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The offset behind the first occurrence of `text`.
    fileprivate func end(of text: StaticString) -> Int? {
        var start = 0
        while let offset = offset(of: text.utf8Start.pointee, from: start) {
            if UnsafeRawBufferPointer(rebasing: self[offset...]).starts(with: text) {
                return offset + text.utf8CodeUnitCount
            }
            start = offset + 1
        }
        return nil
    }
}
