import Testing

@testable import IAMPolicy

@Suite("Patterns")
struct GlobTests {
    private func matches(_ pattern: String, _ text: String, _ scope: PatternSyntax.Scope) -> Bool {
        var table = PatternTable()
        table.append(pattern, syntax: PatternSyntax(scope: scope, expandsVariables: true), undecidable: false)
        let text = Array(text.utf8)
        return table.matches(0, text.span, context: ContextStorage())
    }

    @Test(
        "plain globs",
        arguments: [
            ("", "", true), ("", "a", false), ("*", "", true), ("*", "a:b/c\n", true), ("?", "é", true),
            ("?", "", false),
            ("??", "é", false), ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "abcd", false),
            ("*ab*ab", "abab", true),
            ("*ab*ab", "aab", false), ("a?c*", "abcd", true), ("${*}", "*", true), ("${*}", "a", false),
            ("a${?}", "a?", true),
            ("${$}{x}", "${x}", true), ("$x", "$x", true), ("*𝄞?", "a𝄞é", true),
        ]
    )
    func globs(_ pattern: String, _ text: String, _ expected: Bool) {
        #expect(matches(pattern, text, .glob) == expected)
    }

    @Test(
        "resources: wildcards and the colons between segments",
        arguments: [
            ("arn:aws:s3:::b/*", "arn:aws:s3:::b/a:b", true),
            ("arn:aws:lambda:*", "arn:aws:lambda:r:1:function:f", true),
            ("arn:aws:lambda:us-*:1:function:f", "arn:aws:lambda:us-east-1:1:function:f", true),
            ("arn:aws:lambda:us-*:function:f", "arn:aws:lambda:us-east-1:1:function:f", true),
            ("arn:aws:lambda:u*1:function:f", "arn:aws:lambda:us-east-1:1:function:f", false),
            ("arn:aws:lambda:*:function:f", "arn:aws:lambda:us-east-1:1:function:f", false),
            ("arn:aws:lambda:*:1:function:f", "arn:aws:lambda:us-east-1:1:function:f", true),
            ("arn:aws:lambda:us?east:1:function:f", "arn:aws:lambda:us:east:1:function:f", false),
            ("arn:aws:lambda:r:1:function:f?P", "arn:aws:lambda:r:1:function:f:P", true),
            ("*", "anything", true), ("arn:*", "arn:aws:s3:::b", true), ("*:b", "arn:aws:s3:::b", false),
        ]
    )
    func resources(_ pattern: String, _ text: String, _ expected: Bool) {
        #expect(matches(pattern, text, .resource) == expected)
    }

    @Test(
        "ARN operators: component by component",
        arguments: [
            ("arn:aws:sns:*:1:t*", "arn:aws:sns:us-east-1:1:t:u", true),
            (
                "arn:aws:someservice:*:111122223333:finance/*",
                "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt", false
            ),
            ("arn:aws:iam::*:role/?", "arn:aws:iam::1:role/a", true),
            ("arn:aws:iam::*:role/x", "arn:aws:iam::1:2:role/x", false),
            ("*", "arn:aws:iam::1:role/a", true), ("*:*:*:*:*:*", "arn:aws:iam::1:role/a:b", true),
        ]
    )
    func components(_ pattern: String, _ text: String, _ expected: Bool) {
        #expect(matches(pattern, text, .arn) == expected)
    }

    /// Every pattern and text over a small alphabet, against a matcher that tries everything.
    @Test("the matcher agrees with trying every way", arguments: [PatternSyntax.Scope.glob, .resource, .arn])
    func exhaustive(_ scope: PatternSyntax.Scope) throws {
        let patterns = words(over: ["a", ":", "*", "?"], upTo: 5)
        let texts = words(over: ["a", "b", ":"], upTo: 4).map { Array($0.utf8) }
        let syntax = PatternSyntax(scope: scope, expandsVariables: false)
        for pattern in patterns {
            guard case .text(let compiled)? = try syntax.parse(pattern).first else { continue }
            for text in texts {
                let expected = naive(compiled[...], text[...])
                guard globMatches(compiled.span, text.span) == expected else {
                    Issue.record("\(pattern) and \(String(decoding: text, as: UTF8.self)): expected \(expected)")
                    return
                }
            }
        }
    }

    private func words(over alphabet: [String], upTo length: Int) -> [String] {
        (0..<length).reduce([[""]]) { words, _ in
            words + [words[words.count - 1].flatMap { word in alphabet.map { word + $0 } }]
        }.flatMap(\.self)
    }

    private func naive(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        guard let token = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        let mayTake = text.first.map { first in
            switch token {
            case Wildcard.run, Wildcard.one: true
            case Wildcard.segmentRun, Wildcard.segmentOne: first != UInt8(ascii: ":")
            default: first == token
            }
        }
        if Wildcard.isRun(token) { return naive(rest, text) || (mayTake == true && naive(pattern, text.dropFirst())) }
        return mayTake == true && naive(rest, text.dropFirst())
    }
}
