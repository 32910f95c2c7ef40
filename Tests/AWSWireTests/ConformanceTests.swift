import Foundation
import Testing

@testable import AWSWire

@Suite(
    "botocore at the other end",
    .enabled(if: Botocore.isInstalled, "no .venv with botocore: run Scripts/setup.sh test")
)
struct ConformanceTests {
    private static let script = "Tests/AWSWireTests/Conformance/conformance.py"

    @Test("What botocore writes is read as it was meant, and what is answered is read by botocore as it was meant")
    func bothWays() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("conformance seed \(seed)")
        let lines = try Botocore.run(Self.script, ["requests", String(seed)]).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == ServiceCatalog.all.services.map(\.operations.count).reduce(0, +))
        var answers = Data()
        for line in lines {
            let exchange = try #require(Exchange(try JSONSerialization.jsonObject(with: line)))
            let service = try #require(ServiceCatalog.all.services.first { $0.name == exchange.service })
            let routed = try ServiceCatalog.all.route(exchange.request, signingName: service.signingName)
            #expect(routed.operation.name == exchange.operation)
            try checkInput(of: exchange, routed)
            answers += try answer(to: exchange, routed)
            answers.append(UInt8(ascii: "\n"))
        }
        let differences = try Botocore.run(Self.script, ["responses"], input: answers)
        #expect(differences.isEmpty, "\(String(decoding: differences, as: UTF8.self))")
    }

    @Test("Errors are read by botocore with their code, message, status and members")
    func faults() throws {
        let requestID = "request-1"
        var answers = Data()
        for sample in Self.faults {
            let fault = sample.fault
            let response = fault.response(in: sample.service.protocols[0], of: sample.service, requestID: requestID)
            answers += try JSONSerialization.data(withJSONObject: [
                "service": sample.service.name, "operation": sample.service.operations[0].name,
                "code": fault.code, "message": fault.message ?? "", "status": fault.status,
                "members": sample.members, "response": response.json,
            ])
            answers.append(UInt8(ascii: "\n"))
        }
        let differences = try Botocore.run(Self.script, ["errors"], input: answers)
        #expect(differences.isEmpty, "\(String(decoding: differences, as: UTF8.self))")
    }

    /// Errors with the members that botocore gives beside code and message.
    private static let faults: [(service: ServiceModel, fault: ServiceFault, members: [String: String])] = [
        (IAM.service, IAM.Fault.noSuchEntity("The user with name <é&> cannot be found."), [:]),
        (STS.service, ServiceFault(code: "AccessDenied", message: "User: a \"b\"", status: 403), [:]),
        (STS.service, .internalFailure, [:]),
        (Logs.service, Logs.Fault.resourceAlreadyExists("The specified log group already exists"), [:]),
        (Logs.service, ServiceFault(code: "AccessDeniedException", message: "m", messageKey: "Message"), [:]),
        (Lambda.service, ServiceFault(code: "ValidationException", message: "1 validation error detected"), [:]),
        (Lambda.service, Lambda.Fault.resourceNotFound("gone"), ["Type": "User", "Message": "gone"]),
        (
            Lambda.service,
            Lambda.Fault.tooManyRequests("Rate Exceeded.", retryAfterSeconds: "1", reason: "CallerRateLimitExceeded"),
            [
                "Type": "User", "message": "Rate Exceeded.", "retryAfterSeconds": "1",
                "Reason": "CallerRateLimitExceeded",
            ]
        ),
        (
            Lambda.service,
            ServiceFault(code: "AccessDeniedException", message: "no", status: 403, messageKey: "Message"), [:]
        ),
    ]

    private func checkInput(of exchange: Exchange, _ routed: RoutedRequest) throws {
        let schema = routed.operation.input.schema
        let decoded = try RequestDecoder.members(of: schema, in: exchange.request, as: routed)
        let expected = WireValue.structure(WireValue.members(json: exchange.input, schema))
        #expect(WireValue.structure(decoded).withSortedMaps == expected, "\(exchange.operation)")
        let input = try routed.operation.input.init(wireValue: .structure(decoded))
        #expect(WireValue.structure(WireValue.members(mirroring: input, schema)) == expected, "\(exchange.operation)")
    }

    /// A line for the other half of the script: the output, and the response made of it.
    private func answer(to exchange: Exchange, _ routed: RoutedRequest) throws -> Data {
        let members = WireValue.members(json: exchange.output, routed.operation.output.schema)
        let requestID = "request-\(exchange.operation)"
        let response = ResponseEncoder.response(members, to: routed, requestID: requestID)
        return try JSONSerialization.data(withJSONObject: [
            "service": exchange.service, "operation": exchange.operation, "output": exchange.output,
            "requestID": requestID,
            "response": response.json,
        ])
    }
}

extension WireResponse {
    /// The response as `conformance.py` reads it.
    fileprivate var json: [String: Any] {
        [
            "status": status,
            "headers": headers.map { [$0.name, $0.value] },
            "body": Data(body).base64EncodedString(),
        ]
    }
}

/// One line of `conformance.py requests`.
private struct Exchange {
    let service: String
    let operation: String
    let request: WireRequest
    let input: [String: Any]
    let output: [String: Any]

    init?(_ json: Any) {
        guard
            let line = json as? [String: Any],
            let service = line["service"] as? String, let operation = line["operation"] as? String,
            let input = line["input"] as? [String: Any], let output = line["output"] as? [String: Any],
            let request = line["request"] as? [String: Any],
            let method = request["method"] as? String, let path = request["path"] as? String,
            let query = request["query"] as? String, let headers = request["headers"] as? [[String]],
            let body = (request["body"] as? String).flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        self.service = service
        self.operation = operation
        self.input = input
        self.output = output
        self.request = WireRequest(
            method: method,
            rawPath: path,
            rawQuery: query,
            headers: headers.map { ($0[0], $0[1]) },
            body: Array(body)
        )
    }
}
