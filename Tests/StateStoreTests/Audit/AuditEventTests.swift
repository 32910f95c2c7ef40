import Foundation
import StateStore
import Testing

@Suite("The line of an audit event")
struct AuditEventTests {
    @Test("gives back the event, with every property set")
    func roundTrip() throws {
        let event = Samples.event()
        #expect(try AuditEvent(line: event.encodedLine()) == event)
    }

    @Test("gives back any event and is one line", arguments: [UInt64.random(in: 0 ... .max), 1, 2])
    func anyEvent(seed: UInt64) throws {
        print("seed \(seed)")
        var events = RandomEvents(seed: seed)
        for _ in 0..<200 {
            let event = events.next()
            let line = event.encodedLine()
            #expect(try AuditEvent(line: line) == event)
            #expect(line.filter { $0 < 0x20 } == [UInt8(ascii: "\n")])
            #expect(line.last == UInt8(ascii: "\n"))
        }
    }

    @Test("has CloudTrail's names in CloudTrail's shape")
    func names() throws {
        let data = Data(Samples.event().encodedLine())
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let identity = try #require(object["userIdentity"] as? [String: Any])
        let session = try #require(identity["sessionContext"] as? [String: Any])
        #expect(object["eventTime"] as? String == "2026-09-21T14:13:20.000000Z")
        #expect(object["recipientAccountId"] as? String == "123456789012")
        #expect((object["resources"] as? [[String: String]])?.first?["ARN"]?.hasSuffix("function:hello") == true)
        #expect(identity["principalId"] as? String == "AROAEXAMPLE:session")
        #expect((session["sessionIssuer"] as? [String: String])?["type"] == "Role")
        #expect((session["attributes"] as? [String: String])?["mfaAuthenticated"] == "true")
    }

    @Test("is refused when it is no event", arguments: ["", "{}", "{\"eventTime\":\"yesterday\"}", "[1]"])
    func notAnEvent(line: String) {
        #expect(throws: AuditLineError.self) { try AuditEvent(line: Array(line.utf8)) }
    }
}
