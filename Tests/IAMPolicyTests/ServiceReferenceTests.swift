import Testing

@testable import IAMPolicy

/// Facts spot-checked against
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html> and its sister pages.
@Suite struct ServiceReferenceTests {
    @Test func everyServiceOfTheTableParses() throws {
        #expect(ServiceReference.servicePrefixes.count > 440)
        #expect(ServiceReference.servicePrefixes == ServiceReference.servicePrefixes.sorted())
        for prefix in ServiceReference.servicePrefixes {
            let service = try #require(ServiceReference.service(prefix))
            #expect(service.prefix == prefix)
            #expect(!service.title.isEmpty)
        }
    }

    @Test func totalsAreThoseTheGeneratorReads() {
        let services = ServiceReference.servicePrefixes.compactMap { ServiceReference.service($0) }
        #expect(services.count == 445)
        #expect(services.reduce(0) { $0 + $1.actions.count } == 20_455)
        #expect(services.reduce(0) { $0 + $1.resourceTypes.count } == 2_167)
    }

    @Test func anActionCarriesItsLevelResourcesKeysAndDependentActions() throws {
        let create = try #require(ServiceReference.action("lambda:CreateFunction"))
        #expect(create.qualifiedName == "lambda:CreateFunction")
        #expect(create.accessLevel == .write)
        #expect(create.resources == [.init(type: "function", isRequired: true, conditionKeys: [])])
        #expect(create.conditionKeys.contains("lambda:Layer"))
        #expect(create.dependentActions.contains("iam:PassRole"))
    }

    @Test func keysOfOneResourceOfAnActionStayWithThatResource() throws {
        let run = try #require(ServiceReference.action("ec2:RunInstances"))
        let instance = try #require(run.resources.first { $0.type == "instance" })
        #expect(instance.isRequired)
        #expect(instance.conditionKeys.contains("ec2:InstanceType"))
        #expect(!run.conditionKeys.contains("ec2:InstanceType"))
    }

    @Test(arguments: ["lambda:invokefunction", "LAMBDA:InvokeFunction", "Lambda:INVOKEFUNCTION"])
    func namesOfActionsIgnoreCase(name: String) {
        #expect(ServiceReference.action(name)?.qualifiedName == "lambda:InvokeFunction")
    }

    @Test(arguments: ["lambda:NoSuchAction", "nosuchservice:Invoke", "lambda", "", ":", "lambda:", "lambda:Invoke*"])
    func whatIsNotAnActionHasNoDefinition(name: String) {
        #expect(ServiceReference.action(name) == nil)
    }

    @Test func anActionWithoutResourceTypesSaysSo() {
        #expect(ServiceReference.action("lambda:ListFunctions")?.supportsResources == false)
        #expect(ServiceReference.action("lambda:GetFunction")?.supportsResources == true)
    }

    @Test func aResourceTypeHasItsARNFormatAndKeys() throws {
        let function = try #require(ServiceReference.service("lambda")?.resourceType(named: "function"))
        #expect(function.arnFormat == "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}")
        #expect(function.conditionKeys == ["aws:ResourceTag/${TagKey}"])
    }

    @Test(arguments: [
        ("lambda:FunctionArn", "ARN"), ("lambda:functionarn", "ARN"), ("lambda:Layer", "ArrayOfString"),
        ("ec2:ResourceTag/team", "String"), ("s3:RequestObjectTag/team", "String"), ("s3:max-keys", "Numeric"),
        ("aws:SourceIp", "IPAddress"), ("aws:sourceip", "IPAddress"), ("aws:PrincipalTag/team", "String"),
        ("aws:TagKeys", "ArrayOfString"), ("aws:CurrentTime", "Date"), ("ec2:RoleDelivery", "Numeric"),
        ("aws:MultiFactorAuthPresent", "Bool"),
    ])
    func conditionKeysAreTyped(key: String, type: String) {
        #expect(ServiceReference.conditionKey(key)?.type.description == type)
    }

    @Test(arguments: [
        "aws:NoSuchKey", "aws:PrincipalTag", "aws:PrincipalTag/", "lambda:NoSuchKey", "nosuchservice:Key", "x",
    ])
    func whatIsNotAKeyHasNoDefinition(key: String) {
        #expect(ServiceReference.conditionKey(key) == nil)
    }

    @Test func anOperationWithoutActionOfItsNameIsListed() {
        let s3 = ServiceReference.service("s3")
        #expect(s3?.operationsWithoutAction.contains("HeadObject") == true)
        #expect(s3?.operationsWithoutAction.contains("GetObject") == false)
    }
}
