import Testing

@testable import AWSWire

@Suite("What is wrong, told with a reason")
struct ReasonTests {
    @Test(
        "each kind of constraint has its own",
        arguments: [
            (#"{"AccountId": "12"}"#, "INVALID_PATTERN"),
            (#"{"AccountId": "1234567890123"}"#, "INVALID_PATTERN"),
            (#"{}"#, "INPUT_REQUIRED"),
        ]
    )
    func reasons(body: String, reason: String) throws {
        let fault = try #require(Self.fault(Organizations.DescribeAccount.self, body))
        #expect(fault.code == "InvalidInputException")
        #expect(fault.members == [ServiceFault.Member("Reason", reason)])
        #expect(fault.messageKey == "Message")
    }

    @Test("only the first is told, with AWS's sentence and then what exactly is wrong")
    func sentence() throws {
        let body = #"{"ParentId": "r-ab12", "ChildType": "NONE", "MaxResults": 99}"#
        let fault = try #require(Self.fault(Organizations.ListChildren.self, body))
        #expect(
            fault.message
                == "You specified an invalid value. Value 'NONE' at 'childType' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [ACCOUNT, ORGANIZATIONAL_UNIT]"
        )
    }

    private static func fault<Operation: WireOperation>(_ operation: Operation.Type, _ body: String) -> ServiceFault? {
        let request = WireRequest(
            method: "POST",
            rawPath: "/",
            rawQuery: "",
            headers: [("X-Amz-Target", "AWSOrganizationsV20161128.\(operation.model.name)")],
            body: Array(body.utf8)
        )
        do throws(ServiceFault) {
            _ = try operation.decode(
                request,
                as: RoutedRequest(service: operation.service, operation: operation.model, wireProtocol: .json11)
            )
            return nil
        } catch {
            return error
        }
    }
}
