import PolicyCases
import Testing

/// The lines that `postern evaluate` prints, byte for byte.
@Suite("Result lines")
struct ResultLineTests {
    @Test("an allowed request names the statement")
    func allowed() {
        let text = CaseSamples.text(id: "A07", policies: CaseSamples.identity("Allow", sid: "Send"))
        #expect(
            CaseSamples.lines(text) == [
                #"{"id":"A07","decision":"allowed","layers":{"identity":"allowed"},"#
                    + #""decidedBy":[{"layer":"identity","policy":"identity[0]","statement":0,"sid":"Send","effect":"Allow"}],"#
                    + #""message":"allowed by statement 0 of identity[0]"}"#
            ]
        )
    }

    @Test("a denied request carries AWS's message")
    func denied() throws {
        let text = CaseSamples.text(id: "x", policies: CaseSamples.identity("Deny"))
        let line = try #require(CaseSamples.lines(text).first)
        #expect(
            line.hasPrefix(#"{"id":"x","decision":"explicitDeny","layers":{"identity":"explicitDeny"},"decidedBy":[{"#)
        )
        #expect(line.contains(#""sid":null,"effect":"Deny"}]"#))
        #expect(line.contains("with an explicit deny in an identity-based policy"))
    }

    @Test("a request that nothing mentions has no deciding statement")
    func implicit() throws {
        let line = try #require(CaseSamples.lines(CaseSamples.text(policies: "{}")).first)
        #expect(
            line.contains(#""decision":"implicitDeny","layers":{"identity":"implicitDeny"},"decidedBy":[],"message":""#)
        )
    }

    @Test("levels of control policies are part of the policy's name")
    func levels() throws {
        let policy = #"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#
        let text = CaseSamples.text(policies: "{\"serviceControl\": [[], [\(policy)]]}")
        let line = try #require(CaseSamples.lines(text).first)
        #expect(line.contains(#"{"layer":"serviceControl","policy":"serviceControl[1][0]","statement":0,"#))
    }

    @Test("a case that cannot be decided says why")
    func error() {
        let lines = CaseSamples.lines(#"{"id": "e", "request": {"action": "s3:GetObject"}}"#)
        #expect(
            lines == [
                #"{"id":"e","decision":"error","error":"cases.json:1: invalid request: request has no 'principal'"}"#
            ]
        )
    }

    @Test("what a case expects does not bear on its decision")
    func unreadableExpectation() throws {
        let text = CaseSamples.text(policies: CaseSamples.identity("Allow"), expect: #"{"outcome": "yes"}"#)
        #expect(try #require(CaseSamples.lines(text).first).contains(#""decision":"allowed""#))
        #expect(TestReport(running: CaseSamples.load(text)).failures.count == 1)
    }

    @Test("a case without id has none")
    func noID() throws {
        let line = try #require(CaseSamples.lines("{}").first)
        #expect(line.hasPrefix(#"{"id":null,"decision":"error","#))
    }

    @Test("text is escaped as JSON demands")
    func escaping() {
        #expect(JSONValue.string("a\"b\\c\n\u{1}é").text == #""a\"b\\c\n\u0001é""#)
    }
}
