import Testing

@testable import AWSWire

@Suite("Query protocol")
struct QueryProtocolTests {
    @Test("GetCallerIdentity is routed, decoded and answered in STS's XML")
    func getCallerIdentity() throws {
        let request = WireRequest.query("Action=GetCallerIdentity&Version=2011-06-15")
        let routed = try ServiceCatalog.all.route(signedFor: "sts", request)
        _ = try STS.GetCallerIdentity.decode(request, as: routed)
        let output = STS.GetCallerIdentity.Output(
            userID: "AIDAEXAMPLE",
            account: "000000000000",
            arn: "arn:aws:iam::000000000000:user/a&b"
        )
        let response = STS.GetCallerIdentity.encode(output, as: routed, requestID: "r-1")
        #expect(response.status == 200)
        #expect(response.headers.first(named: "X-Amzn-Requestid") == "r-1")
        #expect(response.headers.first(named: "content-type") == "text/xml")
        #expect(
            response.text == """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                <GetCallerIdentityResult><UserId>AIDAEXAMPLE</UserId><Account>000000000000</Account>\
                <Arn>arn:aws:iam::000000000000:user/a&amp;b</Arn></GetCallerIdentityResult>\
                <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
                """
        )
    }

    @Test("Lists of structures come in the order of their numbers, whatever the order of the parameters")
    func nestedParameters() throws {
        let request = WireRequest.query(
            "Action=CreateUser&Version=2010-05-08&Tags.member.2.Value=v2&Tags.member.10.Key=k10"
                + "&Tags.member.10.Value=&Tags.member.2.Key=k+2&UserName=al%69ce&Unknown=1"
        )
        let routed = try ServiceCatalog.all.route(signedFor: "iam", request)
        let input = try IAM.CreateUser.decode(request, as: routed)
        #expect(input.userName == "alice")
        #expect(input.tags?.map(\.key) == ["k 2", "k10"])
        #expect(input.tags?.map(\.value) == ["v2", ""])
        #expect(input.path == nil)
    }

    @Test("An operation without an output answers its request id alone")
    func noOutput() throws {
        let request = WireRequest.query("Action=DeleteUser&Version=2010-05-08&UserName=alice")
        let routed = try ServiceCatalog.all.route(signedFor: "iam", request)
        let response = IAM.DeleteUser.encode(.init(), as: routed, requestID: "r-2")
        #expect(
            response.text == """
                <DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata>\
                <RequestId>r-2</RequestId></ResponseMetadata></DeleteUserResponse>
                """
        )
    }

    @Test("A fault becomes an ErrorResponse with type, code and message")
    func fault() {
        let response = IAM.Fault.noSuchEntity("The user with name <x> cannot be found.")
            .response(in: .query, of: IAM.service, requestID: "r-3")
        #expect(response.status == 404)
        #expect(
            response.text == """
                <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type>\
                <Code>NoSuchEntity</Code><Message>The user with name &lt;x&gt; cannot be found.</Message></Error>\
                <RequestId>r-3</RequestId></ErrorResponse>
                """
        )
    }

    @Test(
        "A request that names no operation is refused in AWS's words",
        arguments: [
            (
                "Action=Frobnicate&Version=2010-05-08", "InvalidAction", 400,
                "Could not find operation Frobnicate for version 2010-05-08"
            ),
            (
                "Action=CreateUser&Version=2011-06-15", "InvalidAction", 400,
                "Could not find operation CreateUser for version 2011-06-15"
            ),
            (
                "Action=CreateUser", "InvalidAction", 400,
                "Could not find operation CreateUser for version NO_VERSION_SPECIFIED"
            ),
            ("Version=2010-05-08", "MissingAction", 400, "Missing Action"),
            ("Action=%G0", "MalformedQueryString", 404, "The query string contains a syntax error"),
        ]
    )
    func unknownOperation(form: String, code: String, status: Int, message: String) {
        let failure = #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(signedFor: "iam", .query(form))
        }
        #expect(failure?.fault.code == code)
        #expect(failure?.fault.status == status)
        #expect(failure?.fault.message == message)
        #expect(failure?.wireProtocol == .query)
    }

    @Test("A parameter of the wrong kind is malformed input")
    func mistypedParameter() throws {
        let request = WireRequest.query("Action=ListUsers&Version=2010-05-08&MaxItems=many")
        let routed = try ServiceCatalog.all.route(signedFor: "iam", request)
        let fault = #expect(throws: ServiceFault.self) { try IAM.ListUsers.decode(request, as: routed) }
        #expect(fault?.code == "MalformedInput")
        #expect(fault?.message == "many can not be converted to an Integer")
    }
}
