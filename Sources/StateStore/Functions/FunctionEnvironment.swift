/// A function's environment variables, encrypted at rest under a key outside the database.
package struct FunctionEnvironment: Hashable, Sendable, Codable {
    private let sealed: SealedBytes

    /// - Parameters:
    ///   - scope: of the function the variables belong to.
    ///   - functionName: the variables can be opened for this function only.
    package init(
        _ variables: [String: String],
        scope: Scope,
        functionName: String,
        sealedWith key: SealingKey
    ) {
        let pairs = variables.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        sealed = key.seal(pairs.lengthPrefixed, for: .functionEnvironment(scope: scope, functionName: functionName))
    }

    /// The variables in the clear; never log them.
    package func variables(
        scope: Scope,
        functionName: String,
        openedWith key: SealingKey
    ) throws(SealingError) -> [String: String] {
        let bytes = try key.open(sealed, for: .functionEnvironment(scope: scope, functionName: functionName))
        guard let pairs = [String](lengthPrefixed: bytes), pairs.count.isMultiple(of: 2) else { throw .malformed }
        var variables: [String: String] = [:]
        for index in stride(from: 0, to: pairs.count, by: 2) {
            variables[pairs[index]] = pairs[index + 1]
        }
        return variables
    }
}

/// Each text as its length in UTF-8 bytes (4 bytes, big endian) and those bytes.
extension [String] {
    fileprivate var lengthPrefixed: [UInt8] {
        flatMap { text in
            let bytes = [UInt8](text.utf8)
            return Swift.withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { [UInt8]($0) } + bytes
        }
    }

    fileprivate init?(lengthPrefixed bytes: [UInt8]) {
        self = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 4 else { return nil }
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= count else { return nil }
            append(String(decoding: rest.prefix(count), as: UTF8.self))
            rest = rest.dropFirst(count)
        }
    }
}
