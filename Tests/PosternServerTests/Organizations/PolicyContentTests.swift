import AWSWire
import StateStore
import Testing

@testable import PosternServer

@Suite("The document of an organization's policy")
struct PolicyContentTests {
    private static let denial =
        #"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"#

    @Test("is kept byte for byte")
    func isKept() throws {
        #expect(try PolicyContent.checked("  \(Self.denial)\n", .serviceControl).text == "  \(Self.denial)\n")
    }

    @Test("fills 5,120 bytes, white space counted, and not one more")
    func size() throws {
        let full = Self.denial + String(repeating: " ", count: 5120 - Self.denial.utf8.count)
        #expect(try PolicyContent.checked(full, .serviceControl).text.utf8.count == 5120)
        let error = #expect(throws: ServiceFault.self) { try PolicyContent.checked(full + " ", .serviceControl) }
        #expect(error?.code == "ConstraintViolationException")
        #expect(error?.members == [ServiceFault.Member("Reason", "POLICY_CONTENT_LIMIT_EXCEEDED")])
    }

    @Test(
        "follows the grammar of its type",
        arguments: [
            (#"{"Statement":[]}"#, OrganizationPolicyType.serviceControl),
            (denial, .resourceControl),
            (
                #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#,
                .resourceControl
            ),
        ]
    )
    func grammar(text: String, type: OrganizationPolicyType) {
        let error = #expect(throws: ServiceFault.self) { try PolicyContent.checked(text, type) }
        #expect(error?.code == "MalformedPolicyDocumentException")
    }
}
