import Testing

@testable import SigV4

/// The lines of the canonical request, one table each.
struct CanonicalFormTests {
    @Test(arguments: [
        ("/", "/"),
        ("//", "/"),
        ("/a/b", "/a/b"),
        ("/a/b/", "/a/b/"),
        ("/a//b", "/a/b"),
        ("/./a/./b/.", "/a/b"),
        ("/a/../b", "/b"),
        ("/a/b/..", "/a"),
        ("/a/..", "/"),
        ("/a/../", "/"),
        ("/...", "/..."),
        ("/..a/b..", "/..a/b.."),
        ("/%2e%2e/a", "/%252e%252e/a"),
        ("/a%20b", "/a%2520b"),
        ("/a b", "/a%20b"),
        ("/a:b", "/a%3Ab"),
        ("/a%3Ab", "/a%253Ab"),
        ("/~a-b_c.d", "/~a-b_c.d"),
        ("/ሴ", "/%E1%88%B4"),
        ("/a+b", "/a%2Bb"),
        ("/a%2Fb", "/a%252Fb"),
    ])
    func `a path is normalised and encoded twice`(path: String, expected: String) throws {
        #expect(try canonicalPath(path, .normalizedAndEncodedTwice) == expected)
    }

    @Test(arguments: [
        ("/", "/"),
        ("//", "//"),
        ("/a//b", "/a//b"),
        ("/./a/../b", "/./a/../b"),
        ("/a%20b", "/a%20b"),
        ("/a b", "/a%20b"),
        ("/a%3ab", "/a%3Ab"),
        ("/a:b", "/a%3Ab"),
        ("/%61", "/a"),
        ("/a%2Fb", "/a%2Fb"),
        ("/a%2fb", "/a%2Fb"),
        ("/a+b", "/a%2Bb"),
        ("/%E1%88%B4", "/%E1%88%B4"),
        ("/ሴ", "/%E1%88%B4"),
    ])
    func `a path of S3 is encoded once`(path: String, expected: String) throws {
        #expect(try canonicalPath(path, .encodedOnce) == expected)
    }

    @Test(arguments: [
        ("/..", RequestTargetFault.aboveRoot), ("/a/../..", .aboveRoot), ("/%", .malformedEscape),
        ("/%2", .malformedEscape), ("/%zz", .malformedEscape), ("/a%2/b", .malformedEscape),
    ])
    func `a path that leaves the root or breaks an escape is refused`(path: String, fault: RequestTargetFault) {
        #expect(throws: SignatureError.malformedTarget(fault)) {
            try canonicalPath(path, .normalizedAndEncodedTwice)
        }
    }

    @Test(arguments: [
        ("", ""),
        ("a", "a="),
        ("a=", "a="),
        ("=", "="),
        ("a=1&a=0", "a=0&a=1"),
        ("b=1&a=2", "a=2&b=1"),
        ("a=2&A=1", "A=1&a=2"),
        ("Param-3=3&Param=2", "Param=2&Param-3=3"),
        ("a=b=c", "a=b%3Dc"),
        ("a=+", "a=%20"),
        ("a=%2B", "a=%2B"),
        ("a=%7e", "a=~"),
        ("a=%c3%a4", "a=%C3%A4"),
        ("ä=1", "%C3%A4=1"),
        ("&&a=1&", "a=1"),
        ("a=1?2", "a=1%3F2"),
        ("%26=%3D", "%26=%3D"),
    ])
    func `a query is decoded, encoded and sorted`(query: String, expected: String) throws {
        var canonical = CanonicalQuery()
        try query.withBytes { text in Result { try canonical.read(text) } }.get()
        var output = ByteArena(capacity: 0)
        canonical.append(without: [], to: &output)
        #expect(output.all.text == expected)
    }

    @Test(arguments: [
        ("a", "a"), (" a ", "a"), ("a  b", "a b"), ("\"a   b\"", "\"a b\""), ("a\t b", "a b"), ("a\r\n  b", "a b"),
        ("", ""), ("   ", ""), ("ä  ö", "ä ö"), ("a\u{1}b", "a\u{1}b"), ("0123456789abcdef ", "0123456789abcdef"),
    ])
    func `a header value has single spaces within and none around`(value: String, expected: String) {
        var output = ByteArena(capacity: 0)
        value.withBytes { CanonicalHeaderValue.append($0, to: &output) }
        #expect(output.all.text == expected)
    }

    private func canonicalPath(_ path: String, _ form: CanonicalPathForm) throws(SignatureError) -> String {
        var output = ByteArena(capacity: 0)
        let bytes = Array(path.utf8)
        try bytes.span.bytes.withUnsafeBytes { (path) throws(SignatureError) in
            try CanonicalPath.append(path, as: form, to: &output)
        }
        return output.all.text
    }
}
