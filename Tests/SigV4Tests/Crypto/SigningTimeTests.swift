import Testing

@testable import SigV4

/// Times as text and back.
struct SigningTimeTests {
    @Test(arguments: [
        (0, "19700101T000000Z"), (1_369_353_600, "20130524T000000Z"), (951_868_799, "20000229T235959Z"),
        (951_868_800, "20000301T000000Z"), (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
        (253_402_300_799, "99991231T235959Z"), (-62_167_219_200, "00000101T000000Z"),
    ])
    func `a moment is written and read`(seconds: Int64, text: String) {
        let time = SigningTime(secondsSince1970: seconds)
        #expect(time.basicFormat == text)
        #expect(time.dateStamp == String(text.prefix(8)))
        #expect(text.withBytes { SigningTime(basic: $0) } == time)
    }

    @Test func `reading is the reverse of writing`() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of random times: \(seed)")
        var random = SplitMix64(seed: seed)
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
            let time = SigningTime(secondsSince1970: seconds)
            #expect(time.basicFormat.withBytes { SigningTime(basic: $0) } == time, "seed \(seed)")
        }
    }

    @Test(arguments: [
        "", "20130524", "20130524T000000", "20130524T000000z", "20130524 000000Z", "20130524T240000Z",
        "20130524T006000Z", "20130524T000060Z", "20131324T000000Z", "20130532T000000Z", "20130229T000000Z",
        "20130500T000000Z", "2013052AT000000Z", "20130524T000000ZZ", "+0130524T000000Z", "19000229T000000Z",
    ])
    func `what is no moment is refused`(_ text: String) {
        #expect(text.withBytes { SigningTime(basic: $0) } == nil)
        #expect(text.withBytes { SigningTime(extended: $0) } == nil)
        #expect(text.withBytes { SigningTime(imfFixdate: $0) } == nil)
    }

    @Test func `other forms are read where they may stand`() {
        let time = SigningTime(secondsSince1970: 784_111_777)
        #expect("1994-11-06T08:49:37Z".withBytes { SigningTime(extended: $0) } == time)
        #expect("Sun, 06 Nov 1994 08:49:37 GMT".withBytes { SigningTime(imfFixdate: $0) } == time)
        #expect("Sun, 06 Nov 1994 08:49:37 CET".withBytes { SigningTime(imfFixdate: $0) } == nil)
        #expect("Sun, 06 Nuv 1994 08:49:37 GMT".withBytes { SigningTime(imfFixdate: $0) } == nil)
    }

    @Test(arguments: [
        ("X-Amz-Date", "2013-05-24T00:00:00Z", true), ("Date", "2013-05-24T00:00:00Z", true),
        ("Date", "20130524T000000Z", true), ("Date", "Fri, 24 May 2013 00:00:00 GMT", true),
        ("X-Amz-Date", "Fri, 24 May 2013 00:00:00 GMT", false),
    ])
    func `the date header may have its own form, the string to sign not`(
        name: String,
        value: String,
        isAccepted: Bool
    ) throws {
        let signer = Fixture.signer(for: Fixture.lambda)
        let bare = RawRequest(method: "GET", target: "/", headers: [("Host", "h"), (name, value)])
        let texts = try signer.texts(of: bare.head, payloadLine: Digest.ofNothing.hex, leavingOut: [], at: Fixture.now)
        let request = bare.authorized(signer.credentialText(at: Fixture.now), texts)
        guard !isAccepted else {
            #expect(try request.verify(under: Fixture.lambda).signedAt == Fixture.now)
            return
        }
        #expect(throws: SignatureError.malformedDate(value)) { try request.verify(under: Fixture.lambda) }
    }
}
