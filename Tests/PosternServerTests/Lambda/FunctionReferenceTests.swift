import AWSWire
import StateStore
import Testing

@testable import PosternServer

struct FunctionReferenceTests {
    private let home = Scope(accountID: "123456789012", region: "us-east-1")

    @Test(
        "every way to name a function leads to the same one",
        arguments: [
            "f", "function:f", "123456789012:function:f", "arn:aws:lambda:us-east-1:123456789012:function:f",
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

    @Test("an ARN of another account and region names a function there")
    func elsewhere() throws {
        let reference = try FunctionReference("arn:aws:lambda:eu-west-1:999999999999:function:g:3", in: home)
        #expect(reference.scope == Scope(accountID: "999999999999", region: "eu-west-1"))
        #expect(reference.name == "g")
        #expect(reference.qualifier == "3")
    }

    @Test("a qualifier that contradicts the name is refused, and so is a name of too many parts")
    func contradiction() {
        #expect(throws: ServiceFault.self) { try FunctionReference("f:PROD", qualifier: "TEST", in: home) }
        #expect(throws: ServiceFault.self) { try FunctionReference("f:PROD:extra", in: home) }
        #expect(throws: ServiceFault.self) { try FunctionReference("", in: home) }
    }
}
