import AWSWire
import StateStore
import Testing

@testable import PosternServer

struct FunctionReferenceTests {
    private let home = Scope(accountID: "123456789012", region: "us-east-1")

    @Test(
        "every way to name a function leads to the same one",
        arguments: [
            "f", "function:f", "123456789012:function:f", "123456789012:f", "us-east-1:123456789012:function:f",
            "arn:aws:lambda:us-east-1:123456789012:function:f",
        ]
    )
    func names(text: String) throws {
        let reference = try FunctionReference(text, in: home)
        #expect(reference.arn == "arn:aws:lambda:us-east-1:123456789012:function:f")
        #expect(reference.qualifier == nil)
        let qualified = try FunctionReference(text + ":PROD", in: home)
        #expect(qualified.arn == "arn:aws:lambda:us-east-1:123456789012:function:f:PROD")
        #expect(try FunctionReference(text, qualifier: "PROD", in: home).arn == qualified.arn)
    }

    @Test("an ARN of another account names a function there; one of another region names nothing that can be reached")
    func elsewhere() throws {
        let reference = try FunctionReference("arn:aws:lambda:us-east-1:999999999999:function:g:3", in: home)
        #expect(reference.scope == Scope(accountID: "999999999999", region: "us-east-1"))
        #expect(reference.name == "g")
        #expect(reference.qualifier == "3")
        #expect(throws: ServiceFault.self) {
            try FunctionReference("arn:aws:lambda:eu-west-1:123456789012:function:g", in: home)
        }
    }

    @Test("a name may look like a region or an account, and have at most 64 characters")
    func confusingNames() throws {
        #expect(try FunctionReference("us-east-1", in: home).name == "us-east-1")
        #expect(try FunctionReference("999999999999", in: home).name == "999999999999")
        #expect(try FunctionReference("function", in: home).name == "function")
        #expect(try FunctionReference(String(repeating: "a", count: 64), in: home).name.count == 64)
    }

    @Test("a qualifier that contradicts the name is refused, and so is a name of too many parts")
    func contradiction() {
        #expect(throws: ServiceFault.self) { try FunctionReference("f:PROD", qualifier: "TEST", in: home) }
        #expect(throws: ServiceFault.self) { try FunctionReference("f:PROD:extra", in: home) }
        #expect(throws: ServiceFault.self) { try FunctionReference("", in: home) }
    }
}
