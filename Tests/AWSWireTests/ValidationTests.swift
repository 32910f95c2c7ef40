import Testing

@testable import AWSWire

@Suite("Validation")
struct ValidationTests {
    @Test(
        "IAM names what is wrong and repeats no values",
        arguments: [
            (
                "Action=CreateUser&UserName=\(String(repeating: "x", count: 65))",
                "1 validation error detected: Value at 'userName' failed to satisfy constraint: "
                    + "Member must have length less than or equal to 64"
            ),
            (
                "Action=CreateUser",
                "1 validation error detected: Value at 'userName' failed to satisfy constraint: "
                    + "Member must not be null"
            ),
            (
                "Action=CreateRole&RoleName=r&AssumeRolePolicyDocument=%7B%7D&MaxSessionDuration=1000000",
                "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: "
                    + "Member must have value less than or equal to 43200"
            ),
            (
                "Action=CreateUser&UserName=u&Tags.member.1.Key=%24&Tags.member.1.Value=v&Tags.member.2.Value=v",
                "2 validation errors detected: Value at 'tags.1.member.key' failed to satisfy constraint: "
                    + #"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+; "#
                    + "Value at 'tags.2.member.key' failed to satisfy constraint: Member must not be null"
            ),
            (
                "Action=UntagUser&UserName=u&TagKeys.member.1=%24",
                "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: "
                    + "Member must satisfy constraint: [Member must have length less than or equal to 128, "
                    + "Member must have length greater than or equal to 1, "
                    + #"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+]"#
            ),
            (
                "Action=UpdateAccessKey&AccessKeyId=AKIAIOSFODNN7EXAMPLE&Status=On",
                "1 validation error detected: Value at 'status' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Active, Inactive, Expired]"
            ),
        ]
    )
    func iam(form: String, message: String) throws {
        let fault = try fault(signedFor: "iam", .query(form + "&Version=2010-05-08"))
        #expect(fault?.code == "ValidationError")
        #expect(fault?.status == 400)
        #expect(fault?.message == message)
    }

    @Test(
        "IAM words its own checks of names and paths, after everything else",
        arguments: [
            (
                "UserName=a/b",
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or "
                    + "the following: +=,.@_-"
            ),
            (
                "UserName=a&Path=bad",
                "The specified value for path is invalid. It must begin and end with / and contain only "
                    + "alphanumeric characters and/or / characters."
            ),
            (
                "UserName=a/b&Path=",
                "1 validation error detected: Value at 'path' failed to satisfy constraint: Member must have length "
                    + "greater than or equal to 1"
            ),
        ]
    )
    func iamNames(form: String, message: String) throws {
        let fault = try fault(signedFor: "iam", .query("Action=CreateUser&Version=2010-05-08&" + form))
        #expect(fault?.code == "ValidationError")
        #expect(fault?.message == message)
    }

    @Test("STS repeats values, and reports the pattern of a value before its length")
    func sts() throws {
        let fault = try fault(
            signedFor: "sts",
            .query("Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::000000000000:role/r&RoleSessionName=!")
        )
        #expect(fault?.code == "ValidationError")
        #expect(
            fault?.message
                == "2 validation errors detected: Value '!' at 'roleSessionName' failed to satisfy constraint: "
                + #"Member must satisfy regular expression pattern: [\w+=,.@-]*; Value '!' at 'roleSessionName' failed "#
                + "to satisfy constraint: Member must have length greater than or equal to 2"
        )
    }

    @Test(
        "Lambda lists all constraints of the items of a list or map, and hides what is sensitive",
        arguments: [
            (
                "POST", "/2021-10-31/functions/f/url",
                #"{"AuthType":"NONE","Cors":{"AllowMethods":["GET","OPTIONS"]}}"#,
                "Value '[GET, OPTIONS]' at 'cors.allowMethods' failed to satisfy constraint: Member must satisfy "
                    + "constraint: [Member must have length less than or equal to 6, Member must have length greater "
                    + "than or equal to 0, Member must satisfy regular expression pattern: .*, Member must not be null]"
            ),
            (
                "PUT", "/2015-03-31/functions/f/configuration", #"{"Environment":{"Variables":{"_X":"secret"}}}"#,
                "Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: "
                    + "[Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]"
            ),
            (
                "POST", "/2015-03-31/functions/f/aliases",
                #"{"Name":"a","FunctionVersion":"1","RoutingConfig":{"AdditionalVersionWeights":{"b":0.5}}}"#,
                "Value '{b=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys "
                    + "must satisfy constraint: [Member must have length less than or equal to 1024, Member must have "
                    + "length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, "
                    + "Member must not be null]"
            ),
            (
                "POST", "/2015-03-31/functions", #"{"FunctionName":"f","Code":{}}"#,
                "Value null at 'role' failed to satisfy constraint: Member must not be null"
            ),
        ]
    )
    func lambda(method: String, path: String, body: String, sentence: String) throws {
        let fault = try fault(signedFor: "lambda", .lambda(method, path, body: body))
        #expect(fault?.code == "ValidationException")
        #expect(fault?.message == "1 validation error detected: " + sentence)
    }

    @Test("An unknown runtime is left to Lambda itself, which words it in its own way")
    func runtime() throws {
        let request = WireRequest.lambda(
            "PUT",
            "/2015-03-31/functions/f/configuration",
            body: #"{"Runtime":"cobol85"}"#
        )
        let routed = try ServiceCatalog.all.route(signedFor: "lambda", request)
        let input = try Lambda.UpdateFunctionConfiguration.decode(request, as: routed)
        #expect(input.runtime?.rawValue == "cobol85")
    }

    @Test(
        "CloudWatch Logs answers InvalidParameterException",
        arguments: [
            (
                "PutLogEvents", #"{"logGroupName":"g","logStreamName":"a:b","logEvents":[]}"#,
                "2 validation errors detected: Value 'a:b' at 'logStreamName' failed to satisfy constraint: Member "
                    + "must satisfy regular expression pattern: [^:*]*; Value '[]' at 'logEvents' failed to satisfy "
                    + "constraint: Member must have length greater than or equal to 1"
            ),
            (
                "PutLogEvents", #"{"logGroupName":"g","logStreamName":"s","logEvents":[{"message":"m"}]}"#,
                "1 validation error detected: Value null at 'logEvents.1.member.timestamp' failed to satisfy "
                    + "constraint: Member must not be null"
            ),
        ]
    )
    func logs(operation: String, body: String, message: String) throws {
        let fault = try fault(signedFor: "logs", .logs(operation, body))
        #expect(fault?.code == "InvalidParameterException")
        #expect(fault?.message == message)
    }

    @Test("Lengths count Unicode scalars, not bytes")
    func lengths() {
        let constraint = Constraint.maximumLength(2)
        #expect(constraint.isSatisfied(by: .string("☃𝄞")))
        #expect(!constraint.isSatisfied(by: .string("abc")))
    }

    @Test("Structures are described with all their members, sensitive ones hidden")
    func descriptions() {
        let tags = [IAM.Tag(key: "k", value: "v")]
        #expect(JavaDescription.text(of: tags.wireValue, IAM.Shapes.tagListType) == "[Tag(key=k, value=v)]")
        let key = IAM.AccessKey(
            userName: "u",
            accessKeyID: "AKIA",
            status: .active,
            secretAccessKey: "secret"
        )
        #expect(
            JavaDescription.text(of: key.wireValue, .structure(IAM.AccessKey.self))
                == "AccessKey(userName=u, accessKeyId=AKIA, status=Active, secretAccessKey=***, createDate=null)"
        )
    }

    /// The fault that decoding the request ends with; nil when it ends well.
    private func fault(signedFor name: String, _ request: WireRequest) throws -> ServiceFault? {
        let routed = try ServiceCatalog.all.route(signedFor: name, request)
        let values = try RequestDecoder.members(of: routed.operation.input.schema, in: request, as: routed)
        return Validator.fault(in: values, of: routed.operation.input.schema, style: routed.service.validation)
    }
}
