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
        let authorization: StaticString = "authorization"
        return name.utf8.count == authorization.utf8CodeUnitCount
            && zip(name.utf8, UnsafeRawBufferPointer(authorization)).allSatisfy { ASCII.lowercased($0) == $1 }
    }

    @usableFromInline
    init?(inAuthorization header: String) {
        let marker: StaticString = "Credential="
        guard let start = header.utf8.firstRange(of: UnsafeRawBufferPointer(marker))?.upperBound else { return nil }
        let end = header.utf8[start...].firstIndex { $0 == ASCII.comma || $0 == ASCII.space } ?? header.endIndex
        self.init(credential: header[start..<end])
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
