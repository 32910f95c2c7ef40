import Testing

@testable import AWSWire

@Suite("rest-json")
struct RESTJSONTests {
    @Test(
        "Method, path and constant query items name the operation",
        arguments: [
            ("POST", "/2015-03-31/functions", "CreateFunction"),
            ("GET", "/2015-03-31/functions", "ListFunctions"),
            ("GET", "/2015-03-31/functions/", "ListFunctions"),
            ("GET", "/2015-03-31/functions/hello", "GetFunction"),
            ("GET", "/2018-10-31/layers", "ListLayers"),
            ("GET", "/2018-10-31/layers?find=LayerVersion&Arn=x", "GetLayerVersionByArn"),
            ("GET", "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1", "GetProvisionedConcurrencyConfig"),
            ("GET", "/2019-09-30/functions/f/provisioned-concurrency?List=ALL", "ListProvisionedConcurrencyConfigs"),
            ("POST", "/2015-03-31/functions/arn:aws:lambda:us-east-1:0:function:f/invocations", "Invoke"),
            ("GET", "/2019-09-25/functions/f/event-invoke-config/list", "ListFunctionEventInvokeConfigs"),
        ]
    )
    func routing(method: String, target: String, operation: String) throws {
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", .lambda(method, target))
        #expect(routed.operation.name == operation)
    }

    @Test(
        "A path that no operation has is answered as Lambda does",
        arguments: [
            ("GET", "/"), ("GET", "/2015-03-31"), ("PATCH", "/2015-03-31/functions"), ("GET", "//2015-03-31/functions"),
            ("GET", "/2015-03-31/functions//configuration"), ("GET", "/2015-03-31/functions/a/b/c"),
            ("GET", "/2015-03-31/functions/%G1"), ("GET", "/2015-03-31/functions/%FF"),
            ("GET", "/2015-03-31/functions?x=%"),
        ]
    )
    func unknownPath(method: String, target: String) {
        let failure = #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(signedFor: "lambda", .lambda(method, target))
        }
        #expect(failure?.fault.status == 403)
        #expect(failure?.fault.code == "AccessDeniedException")
    }

    @Test("Labels are decoded after the path was split, once, and without reading plus signs as spaces")
    func labels() throws {
        let request = WireRequest.lambda(
            "GET",
            "/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aa%2Fb+c%2525"
        )
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", request)
        #expect(routed.labels == ["Resource": "arn:aws:lambda:us-east-1:000000000000:function:a/b+c%25"])
    }

    @Test("Invoke hands the body over as it came, and answers the payload as it is")
    func invoke() throws {
        let payload: [UInt8] = [0x00, 0xFF, 0x7B]
        var request = WireRequest.lambda("POST", "/2015-03-31/functions/f/invocations?Qualifier=live")
        request.body = payload
        request.headers = [("x-amz-invocation-type", "RequestResponse"), ("X-Amz-Log-Type", "Tail")]
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", request)
        let input = try Lambda.Invoke.decode(request, as: routed)
        #expect(input.functionName == "f")
        #expect(input.qualifier == "live")
        #expect(input.invocationType == .requestResponse)
        #expect(input.logType == .tail)
        #expect(input.payload?.bytes == payload)
        let output = Lambda.Invoke.Output(
            statusCode: 200,
            functionError: "Unhandled",
            payload: Blob(payload),
            executedVersion: "$LATEST"
        )
        let response = Lambda.Invoke.encode(output, as: routed, requestID: "r")
        #expect(response.status == 200)
        #expect(response.body == payload)
        #expect(response.headers.first(named: "X-Amz-Function-Error") == "Unhandled")
        #expect(response.headers.first(named: "X-Amz-Executed-Version") == "$LATEST")
        #expect(response.headers.first(named: "X-Amz-Log-Result") == nil)
    }

    @Test("The status of an answer is the operation's, or the one that the output sets; 204 has no body")
    func statuses() throws {
        let create = try ServiceCatalog.all.route(
            signedFor: "lambda",
            .lambda("POST", "/2015-03-31/functions")
        )
        let created = Lambda.CreateFunction.encode(.init(functionName: "f"), as: create, requestID: "r")
        #expect(created.status == 201)
        #expect(created.text == #"{"FunctionName":"f"}"#)
        let invoke = try ServiceCatalog.all.route(
            signedFor: "lambda",
            .lambda("POST", "/2015-03-31/functions/f/invocations")
        )
        let dryRun = Lambda.Invoke.encode(.init(statusCode: 204), as: invoke, requestID: "r")
        #expect(dryRun.status == 204)
        #expect(dryRun.body.isEmpty)
        #expect(dryRun.headers.first(named: "content-type") == nil)
    }

    @Test("Errors carry their type in a header and the members of their shape in the spelling of the model")
    func faults() {
        let notFound = Lambda.Fault.resourceNotFound("Function not found: f")
            .response(in: .restJSON, of: Lambda.service, requestID: "r")
        #expect(notFound.status == 404)
        #expect(notFound.headers.first(named: "X-Amzn-ErrorType") == "ResourceNotFoundException")
        #expect(notFound.text == #"{"Type":"User","Message":"Function not found: f"}"#)
        let throttled = Lambda.Fault.tooManyRequests(
            "Rate Exceeded.",
            retryAfterSeconds: "1",
            reason: "ReservedFunctionConcurrentInvocationLimitExceeded"
        ).response(in: .restJSON, of: Lambda.service, requestID: "r")
        #expect(throttled.status == 429)
        #expect(throttled.headers.first(named: "Retry-After") == "1")
        #expect(
            throttled.text == #"{"Type":"User","Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","#
                + #""message":"Rate Exceeded."}"#
        )
        let failure = Lambda.Fault.service("An error occurred and the request cannot be processed.")
        #expect(failure.status == 500)
        #expect(failure.origin == .receiver)
        #expect(failure.members == [.init("Type", "Service")])
    }

    @Test("A code package in base64 is decoded exactly, escaped slashes included")
    func blob() throws {
        let request = WireRequest.lambda(
            "PUT",
            "/2015-03-31/functions/f/code",
            body: #"{"ZipFile":"UEsDBP\/+AA=="}"#
        )
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", request)
        let input = try Lambda.UpdateFunctionCode.decode(request, as: routed)
        #expect(input.zipFile?.bytes == [0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFE, 0x00])
    }

    @Test(
        "A broken body, query or base64 is a SerializationException",
        arguments: [
            ("/2015-03-31/functions/f/code", #"{"ZipFile":"a"}"#),
            ("/2015-03-31/functions/f/code", #"{"ZipFile":"a==="}"#),
            ("/2015-03-31/functions/f/code", "{"),
            ("/2015-03-31/functions/f/configuration", #"{"Timeout":"3"}"#),
        ]
    )
    func broken(path: String, body: String) throws {
        let request = WireRequest.lambda("PUT", path, body: body)
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", request)
        let fault = #expect(throws: ServiceFault.self) {
            try RequestDecoder.members(of: routed.operation.input.schema, in: request, as: routed)
        }
        #expect(fault?.code == "SerializationException")
        #expect(fault?.status == 400)
    }
}
