// Compiled together with Sources/IAMPolicy into one program by Scripts/fuzz.sh; it is no target of the package.

/// `StringLike` decides as the definition of its wildcards does, written here as a table over pattern × text.
///
/// The input is a pattern, a zero byte, and a text. Both are kept to ASCII, and patterns without `$`, which begins a variable.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPattern(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    guard parts.count == 2, input.allSatisfy({ $0 < 0x80 }), !parts[0].contains(UInt8(ascii: "$")) else { return -1 }
    precondition(engineMatches(parts[0], parts[1]) == definitionMatches(parts[0], parts[1]))
    return 0
}

private func engineMatches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    let document = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"StringLike": {"aws:UserAgent": \(quoted(pattern))}}}]}
        """
    let policy = CompiledPolicy(enforcing: Array(document.utf8), kind: .identity, identifier: "inline:fuzzed")
    guard case .success = policy.document else { preconditionFailure("a string is a pattern") }
    var context = RequestContext(principal: .user(UserPrincipal(arn: "arn:aws:iam::111122223333:user/fuzz")))
    context.set("aws:UserAgent", to: String(decoding: text, as: UTF8.self))
    let query = AuthorizationQuery(action: "s3:ListAllMyBuckets", resource: "*", context: context)
    return Authorizer.decide(query, EvaluationPolicies(identity: PolicySet([policy]))).verdict == .allowed
}

/// `row[j]` says whether the pattern so far matches the first `j` bytes of the text.
private func definitionMatches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var row = [true] + [Bool](repeating: false, count: text.count)
    for symbol in pattern {
        var next = [Bool](repeating: false, count: text.count + 1)
        if symbol == UInt8(ascii: "*") {
            next[0] = row[0]
            for length in text.indices { next[length + 1] = row[length + 1] || next[length] }
        } else {
            for length in text.indices where symbol == UInt8(ascii: "?") || symbol == text[length] {
                next[length + 1] = row[length]
            }
        }
        row = next
    }
    return row[text.count]
}

/// The bytes as a JSON string.
private func quoted(_ bytes: [UInt8]) -> String {
    let escaped = bytes.map { byte -> String in
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
        case ..<0x20, 0x7f: "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        default: String(UnicodeScalar(byte))
        }
    }
    return "\"" + escaped.joined() + "\""
}
