import Testing

@testable import AWSWire

@Suite("Service catalog")
struct ServiceCatalogTests {
    @Test("Without a signature, the host name, the target or the version names the service")
    func unsigned() throws {
        let form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
        #expect(try ServiceCatalog.all.route(.query(form), signingName: nil).operation.acceptsUnsigned)
        var hosted = WireRequest.lambda("GET", "/2015-03-31/functions")
        hosted.headers = [("Host", "lambda.us-east-1.amazonaws.com:443")]
        #expect(try ServiceCatalog.all.route(hosted, signingName: nil).service.name == "lambda")
        let logs = WireRequest.logs("DescribeLogGroups", "{}")
        #expect(try ServiceCatalog.all.route(logs, signingName: nil).service.name == "logs")
    }

    @Test("A request signed for one service never reaches another")
    func scope() {
        let logs = WireRequest.logs("DescribeLogGroups", "{}")
        #expect(throws: RoutingFailure.self) { try ServiceCatalog.all.route(logs, signingName: "lambda") }
        let sts = WireRequest.query("Action=GetCallerIdentity&Version=2011-06-15")
        #expect(throws: RoutingFailure.self) { try ServiceCatalog.all.route(sts, signingName: "iam") }
    }

    @Test("A service that is not served is said to be unknown")
    func unknownService() {
        let failure = #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(.query("Action=X&Version=1"), signingName: "braket")
        }
        #expect(failure?.service == nil)
        #expect(failure?.fault.code == "UnknownOperationException")
    }

    @Test("Only operations that AWS leaves unsigned accept unsigned callers")
    func unsignedOperations() {
        let names = ServiceCatalog.all.services.flatMap(\.operations).filter(\.acceptsUnsigned).map(\.name)
        #expect(names == ["AssumeRoleWithWebIdentity"])
    }

    @Test("A query action may also come in the query string of a GET")
    func getAction() throws {
        let request = WireRequest(
            method: "GET",
            rawPath: "/",
            rawQuery: "Action=GetUser&Version=2010-05-08&UserName=alice"
        )
        let routed = try ServiceCatalog.all.route(request, signingName: "iam")
        #expect(try IAM.GetUser.decode(request, as: routed).userName == "alice")
    }
}
