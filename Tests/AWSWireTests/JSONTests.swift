import Testing

@testable import AWSWire

@Suite("JSON")
struct JSONTests {
    @Test(
        "Broken documents are refused with the place",
        arguments: [
            ("", "Unexpected end of input"),
            ("{", "Unexpected end of input"),
            (#"{"a":1,}"#, "Unexpected character at byte 7"),
            (#"{"a" 1}"#, "Unexpected character at byte 5"),
            ("[1 2]", "Unexpected character at byte 3"),
            ("01", "Unexpected character at byte 1"),
            ("1.", "Unexpected end of input"),
            ("-", "Unexpected end of input"),
            ("tru", "Unexpected end of input"),
            ("nul1", "Unexpected character at byte 3"),
            ("\"a\nb\"", "Unexpected character at byte 2"),
            (#""\x""#, "Unexpected character at byte 3"),
            (#""\ud800""#, "Lone surrogate at byte 7"),
            (#""\ud800\u0041""#, "Lone surrogate at byte 13"),
            (#""\udc00""#, "Lone surrogate at byte 7"),
            ("1 2", "Unexpected character at byte 2"),
            (String(repeating: "[", count: 513), "Nested too deeply at byte 513"),
        ]
    )
    func flaws(text: String, reason: String) {
        // A document that only ends too early is deep enough to show the limit.
        let bytes = Array((text + (reason.hasPrefix("Nested") ? "1" : "")).utf8)
        #expect(JSONText.flaw(in: bytes) == reason)
    }

    @Test(
        "Whole documents are accepted",
        arguments: [
            "null", " true ", "-0.5e+10", #""\ud834\udd1e\n\/""#, "[]", "{}", #"{"a":[1,{"b":null}],"a":""}"#, "0",
            "1E5",
        ]
    )
    func documents(text: String) {
        #expect(JSONText.flaw(in: Array(text.utf8)) == nil)
    }

    @Test("Bytes that are not UTF-8 are refused where text is asked for")
    func invalidUTF8() {
        let body: [UInt8] = Array(#"{"logGroupName":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        #expect(throws: DecodingFault.self) {
            try JSONValueDecoder.members(of: Logs.CreateLogGroup.Input.schema, in: body)
        }
    }

    @Test("Escapes, exact 64-bit integers, null, unknown and repeated members are read as AWS does")
    func values() throws {
        let request = WireRequest.logs(
            "GetLogEvents",
            #"""
            {"logGroupName":"g","nextToken":"\u00e9\"\\\ud834\udd1e","unknown":{"deep":[1,"x"]},"startTime":9007199254740993,
            "endTime":1.0e3,"limit":null,"startFromHead":true,"logStreamName":"a","logStreamName":"b"}
            """#
        )
        let routed = try ServiceCatalog.all.route(signedFor: "logs", request)
        let input = try Logs.GetLogEvents.decode(request, as: routed)
        #expect(input.nextToken == "é\"\\𝄞")
        #expect(input.startTime == 9_007_199_254_740_993)
        #expect(input.endTime == 1000)
        #expect(input.limit == nil)
        #expect(input.startFromHead == true)
        #expect(input.logStreamName == "b")
    }

    @Test(
        "What cannot be read is a SerializationException",
        arguments: [
            (#"{"limit":"5"}"#, "STRING_VALUE can not be converted to an Integer"),
            (#"{"limit":true}"#, "TRUE_VALUE can not be converted to an Integer"),
            (#"{"limit":2147483648}"#, "NUMBER_VALUE can not be converted to an Integer"),
            (#"{"limit":1.5}"#, "NUMBER_VALUE can not be converted to an Integer"),
            (#"{"logGroupName":5}"#, "NUMBER_VALUE can not be converted to a String"),
            (#"{"logGroupName":{}}"#, "Start of structure or map found where not expected."),
            ("[]", "Expected an object"),
            ("{", "Unexpected end of input"),
        ]
    )
    func mistyped(body: String, message: String) throws {
        let request = WireRequest.logs("GetLogEvents", body)
        let routed = try ServiceCatalog.all.route(signedFor: "logs", request)
        let fault = #expect(throws: ServiceFault.self) { try Logs.GetLogEvents.decode(request, as: routed) }
        #expect(fault?.code == "SerializationException")
        #expect(fault?.message == message)
    }

    @Test("Answers and errors of the JSON 1.1 protocol carry type, message and request id")
    func answers() throws {
        let request = WireRequest.logs("DescribeLogGroups", "{}")
        let routed = try ServiceCatalog.all.route(signedFor: "logs", request)
        let group = Logs.LogGroup(logGroupName: "/a\u{1}\"", creationTime: 1_700_000_000_000, storedBytes: 0)
        let response = Logs.DescribeLogGroups.encode(.init(logGroups: [group]), as: routed, requestID: "r")
        #expect(
            response.text
                == #"{"logGroups":[{"logGroupName":"/a\u0001\"","creationTime":1700000000000,"storedBytes":0}]}"#
        )
        #expect(response.headers.first(named: "Content-Type") == "application/x-amz-json-1.1")
        let fault = Logs.Fault.resourceNotFound("The specified log group does not exist.")
            .response(in: routed.wireProtocol, of: Logs.service, requestID: "r")
        #expect(fault.status == 400)
        #expect(
            fault.text
                == #"{"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}"#
        )
        #expect(fault.headers.first(named: "x-amzn-requestid") == "r")
    }

    @Test("An operation without an output is answered with an empty body")
    func noOutput() throws {
        let request = WireRequest.logs("CreateLogGroup", #"{"logGroupName":"g"}"#)
        let routed = try ServiceCatalog.all.route(signedFor: "logs", request)
        #expect(Logs.CreateLogGroup.encode(.init(), as: routed, requestID: "r").body.isEmpty)
    }

    @Test("An unknown target is an unknown operation")
    func unknownTarget() {
        let failure = #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(signedFor: "logs", .logs("Frobnicate", "{}"))
        }
        #expect(failure?.fault.code == "UnknownOperationException")
        #expect(failure?.fault.status == 400)
        #expect(failure?.wireProtocol == .json11)
    }
}

@Suite("JSON string scan")
struct JSONStringScanTests {
    @Test("Eight bytes at a time find the same place as one at a time")
    func agreement() {
        let seed = UInt64.random(in: 0 ... .max)
        print("string scan seed \(seed)")
        var generator = SeededGenerator(state: seed)
        // Bytes near the marks and with the high bit set are the ones that the arithmetic could confuse.
        let interesting: [UInt8] = [
            0x00, 0x01, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xA2, 0xDC, 0xFF,
        ]
        for _ in 0..<5_000 {
            let length = Int.random(in: 0...40, using: &generator)
            let bytes = (0..<length).map { _ in
                Bool.random(using: &generator) ? 0x61 : interesting.randomElement(using: &generator) ?? 0
            }
            let start = Int.random(in: 0...length, using: &generator)
            let expected = bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? length
            #expect(JSONStringScan.endOfPlainRun(in: bytes, from: start) == expected)
        }
    }
}
