import AWSWire
import Testing

@testable import PosternServer

struct RegistryTests {
    @Test("an operation that AWS has and the server has not is refused by its name, in the protocol's own code")
    func notServed() throws {
        let registry = ServiceRegistry([Served(GetCallerIdentity())])
        let form = Array("Action=GetSessionToken&Version=2011-06-15".utf8)
        let request = WireRequest(
            method: "POST",
            rawPath: "/",
            headers: [("content-type", "application/x-www-form-urlencoded")],
            body: form
        )
        let routed = try registry.catalog.route(request, signingName: "sts")
        let fault = #expect(throws: ServiceFault.self) { try registry.operation(for: routed) }
        #expect(fault?.code == "InvalidAction")
        #expect(fault?.message?.contains("GetSessionToken") == true)
    }
}
