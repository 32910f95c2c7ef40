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
        #expect(names == ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"])
    }

    @Test("What no service has is refused in the protocol that it is written in")
    func unknownAndUnsigned() {
        for (request, wireProtocol) in [
            (WireRequest.lambda("POST", "/nothing"), WireProtocol.restJSON),
            (.query("Action=Nothing&Version=2010-05-08"), .query),
            (.logs("Nothing", ""), .json11),
        ] {
            let failure = #expect(throws: RoutingFailure.self) {
                try ServiceCatalog.all.route(request, signingName: nil)
            }
            #expect(failure?.wireProtocol == wireProtocol)
        }
    }

    @Test("What says nothing of its service may be for a public bucket, by its path")
    func anonymousBuckets() throws {
        let routed = try ServiceCatalog.all.route(.s3("GET", "/bucket/key"), signingName: nil)
        #expect(routed.operation.name == "GetObject")
        let toLambda = try ServiceCatalog.all.route(.lambda("GET", "/2015-03-31/functions/"), signingName: nil)
        #expect(toLambda.operation.name == "ListFunctions")
    }

    @Test("A query action may also come in the query string of a request without a body", arguments: ["GET", "POST"])
    func actionInQueryString(method: String) throws {
        let target = "Action=GetUser&Version=2010-05-08&UserName=alice"
        let request = WireRequest(method: method, rawPath: "/", rawQuery: target)
        let routed = try ServiceCatalog.all.route(request, signingName: "iam")
        #expect(try IAM.GetUser.decode(request, as: routed).userName == "alice")
    }
}

@Suite("REST routing")
struct RESTRouterTests {
    @Test(
        "Literals win over labels, labels over greedy ones, and greedy labels take slashes",
        arguments: [
            ("/b/k", "Object", ["b", "k"]),
            ("/b/k/l%2Fm/", "Object", ["b", "k/l%2Fm/"]),
            ("/b", "Bucket", ["b"]),
            ("/fixed/x", "Fixed", ["x"]),
            ("/fixed/x/y", "Object", ["fixed", "x/y"]),
        ]
    )
    func precedence(path: String, operation: String, labels: [String]) throws {
        let router = RESTRouter([
            OperationModel("Object", HTTPBinding("GET", "/{Bucket}/{Key+}"), input: Unit.self, output: Unit.self),
            OperationModel("Bucket", HTTPBinding("GET", "/{Bucket}"), input: Unit.self, output: Unit.self),
            OperationModel("Fixed", HTTPBinding("GET", "/fixed/{Name}"), input: Unit.self, output: Unit.self),
        ])
        let match = try #require(router.match(WireRequest(method: "GET", rawPath: path), query: .none))
        #expect(match.operation.name == operation)
        #expect(match.labels.map { String($0.rawValue) } == labels)
    }
}
