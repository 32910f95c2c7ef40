import Foundation
import Testing

@testable import AWSWire

@Suite("Broken requests")
struct RobustnessTests {
    private static let samples: [(signingName: String, request: WireRequest)] = [
        ("iam", .query("Action=CreateUser&Version=2010-05-08&UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=%20")),
        ("iam", .query("Action=SimulateCustomPolicy&Version=2010-05-08&PolicyInputList.member.1=%7B%7D")),
        ("logs", .logs("PutLogEvents", #"{"logGroupName":"g","logEvents":[{"timestamp":1,"message":"\u00e9"}]}"#)),
        ("lambda", .lambda("POST", "/2015-03-31/functions", body: #"{"Code":{"ZipFile":"UEs="},"Tags":{"a":"b"}}"#)),
        ("lambda", .lambda("POST", "/2015-03-31/functions/arn%3Aaws/invocations?Qualifier=%24LATEST", body: "{}")),
        (
            "s3",
            .s3("POST", "/b?delete", body: "<Delete><Object><Key>k&amp;l</Key></Object><Quiet>true</Quiet></Delete>")
        ),
        (
            "s3",
            .s3(
                "PUT",
                "/b/k%20l?tagging&versionId=null",
                body: "<Tagging><TagSet><Tag><Key>a</Key><Value/></Tag></TagSet></Tagging>"
            )
        ),
        ("s3", .s3("GET", "/b?list-type=2&max-keys=3&prefix=%C3%A9", body: "")),
    ]

    @Test("Whatever is done to the bytes of a request, the answer is an input or a fault of the client")
    func mutations() {
        let seed = UInt64.random(in: 0 ... .max)
        print("mutation seed \(seed)")
        var generator = SeededGenerator(state: seed)
        for round in 0..<5_000 {
            let sample = Self.samples[round % Self.samples.count]
            var request = sample.request
            request.body = mutated(request.body, using: &generator)
            request.rawPath =
                "/"
                + String(decoding: mutated(Array(request.rawPath.utf8.dropFirst()), using: &generator), as: UTF8.self)
            request.rawQuery = String(decoding: mutated(Array(request.rawQuery.utf8), using: &generator), as: UTF8.self)
            let status = status(of: request, signingName: sample.signingName)
            #expect((200..<500).contains(status), "\(request)")
        }
    }

    @Test("Nesting without end and names of countless parts are refused, not recursed into")
    func depth() {
        let nested = String(repeating: #"{"Environment":"#, count: 100_000)
        #expect(status(of: .lambda("POST", "/2015-03-31/functions", body: nested), signingName: "lambda") == 400)
        let dotted = "Action=CreateUser&Version=2010-05-08&" + String(repeating: "a.", count: 100_000) + "=1"
        #expect(status(of: .query(dotted), signingName: "iam") == 400)
        let path = String(repeating: "/a", count: 30_000)
        #expect(status(of: .lambda("GET", path), signingName: "lambda") == 403)
    }

    /// Changes, drops, doubles or inserts a few bytes.
    private func mutated(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...3, using: &generator))
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            default: bytes.insert(UInt8.random(in: 0 ... .max, using: &generator), at: place)
            }
        }
        return bytes
    }

    /// The status that the request would be answered with if a handler took every valid input.
    private func status(of request: WireRequest, signingName: String) -> Int {
        do {
            let routed = try ServiceCatalog.all.route(request, signingName: signingName)
            let schema = routed.operation.input.schema
            let values = try RequestDecoder.members(of: schema, in: request, as: routed)
            if let fault = Validator.fault(in: values, of: schema, style: routed.service.validation) {
                return fault.status
            }
            _ = try routed.operation.input.init(wireValue: .structure(values))
            return 200
        } catch let failure as RoutingFailure {
            return failure.fault.status
        } catch let fault as ServiceFault {
            return fault.status
        } catch {
            return 500
        }
    }
}
