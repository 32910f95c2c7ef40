import Testing

@testable import IAMPolicy

@Suite("Forms of values")
struct ValueFormTests {
    @Test(
        "dates in the W3C's forms, and epochs",
        arguments: [
            ("1970", 0), ("1970-02", 2_678_400), ("1970-01-02", 86_400), ("1970-01-01T00:01Z", 60),
            ("1970-01-01T00:00:01Z", 1), ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T23:00:00-01:00", 0),
            ("2000-02-29T00:00:00Z", 951_782_400), ("2026-11-23T08:22:43.5Z", 1_795_422_163), ("0", 0), ("-1", -1),
            ("1795392000", 1_795_392_000),
        ]
    )
    func dates(_ text: String, _ seconds: Int64) {
        #expect(Instant(text: text)?.seconds == seconds)
    }

    @Test(
        "what is no date",
        arguments: [
            "", "1970-13", "1970-02-30", "2025-02-29", "1970-01-01T24:00Z", "1970-01-01T00:00", "1970-01-01T00:00:60Z",
            "1970-01-01t00:00z", "1970-01T00:00Z", "1.5", "1.", "1e3", "19700101T000000Z", "1970-01-01 00:00Z", " 0",
            "0 ",
        ]
    )
    func noDates(_ text: String) {
        #expect(Instant(text: text) == nil)
    }

    @Test(
        "addresses contain and are contained",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.9.9.9/8", "10.0.0.1", true),
            ("0.0.0.0/0", "203.0.113.1", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "203.0.113.1", false),
            ("::/0", "2001:db8::1", true), ("2001:DB8::/32", "2001:db8:ffff::", true),
            ("2001:db8::1", "2001:db8::2", false), ("2001:db8::1", "2001:0db8:0:0:0:0:0:1", true),
            ("203.0.113.1", "::ffff:203.0.113.1", true), ("::ffff:203.0.113.0/120", "203.0.113.9", true),
            ("::203.0.113.1", "::cb00:7101", true),
        ]
    )
    func addresses(_ network: String, _ address: String, _ contains: Bool) throws {
        let network = try #require(IPNetwork(text: network))
        let address = try #require(IPNetwork(text: address))
        #expect(network.contains(address) == contains)
    }

    @Test(
        "what is no address",
        arguments: [
            "", "10.0.0", "10.0.0.0.0", "10.0.0.256", "010.0.0.1", "10.0.0.1/33", "10.0.0.1/", "10.0.0.1/-1", ":",
            ":::",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::1/129", "1:2:3:4:5:6:7:", "::g", "localhost",
        ]
    )
    func noAddresses(_ text: String) {
        #expect(IPNetwork(text: text) == nil)
    }

    @Test(
        "decimal numbers compare by value",
        arguments: [
            ("10", "10.0", Ordering.equal), ("9", "10", .less), ("-1", "1", .less), ("-2", "-1", .less),
            ("-0", "0", .equal),
            ("007", "7", .equal), ("+3", "3", .equal), ("0.1", "0.10", .equal), ("0.09", "0.1", .less),
            ("9007199254740993", "9007199254740992", .greater), ("1.5", "1.25", .greater),
        ]
    )
    func numbers(_ left: String, _ right: String, _ expected: Ordering) {
        #expect(order(left, right) == expected)
        #expect(order(right, left) == expected.reversed)
    }

    private func order(_ left: String, _ right: String) -> Ordering? {
        let (leftText, rightText) = (Array(left.utf8), Array(right.utf8))
        guard let leftNumber = DecimalNumber(leftText.span), let rightNumber = DecimalNumber(rightText.span) else {
            return nil
        }
        return DecimalNumber.order(leftNumber, in: leftText.span, rightNumber, in: rightText.span)
    }

    @Test("what is no decimal number", arguments: ["", "-", "1.", ".5", "1e3", "0x10", "1 ", "1,5", "NaN", "١"])
    func noNumbers(_ text: String) {
        #expect(order(text, "0") == nil)
    }

    @Test("base64 with padding", arguments: [("", []), ("QQ==", [65]), ("QUI=", [65, 66]), ("QUJD", [65, 66, 67])])
    func base64(_ text: String, _ bytes: [UInt8]) {
        #expect(decode(text) == bytes)
        #expect(encodes(text, bytes) == true)
        #expect(encodes(text, bytes + [0]) == false)
    }

    private func decode(_ text: String) -> [UInt8]? { Base64Text.decode(Array(text.utf8).span) }

    private func encodes(_ text: String, _ bytes: [UInt8]) -> Bool? {
        Base64Text.encodes(Array(text.utf8).span, bytes.span)
    }

    @Test("what is no base64", arguments: ["Q", "QQ", "QQ=", "=QQQ", "QQ=A", "QQ==QQ==", "Q-_=", "not base64!"])
    func noBase64(_ text: String) {
        #expect(decode(text) == nil)
        #expect(encodes(text, []) == nil)
    }

    @Test(
        "texts that differ only in case",
        arguments: [
            ("abc", "ABC", true), ("É", "é", true), ("ß", "ss", false), ("ß", "ẞ", true), ("İ", "i", false),
            ("a", "ab", false),
            ("", "", true), ("ê", "e\u{302}", false),
        ]
    )
    func caseless(_ left: String, _ right: String, _ expected: Bool) {
        let isEqual = equalsIgnoringCase(Array(left.utf8).span, Array(right.utf8).span)
        #expect(isEqual == expected)
    }
}

extension Instant {
    fileprivate init?(text: String) {
        self.init(Array(text.utf8).span)
    }
}

extension IPNetwork {
    fileprivate init?(text: String) {
        self.init(Array(text.utf8).span)
    }
}
