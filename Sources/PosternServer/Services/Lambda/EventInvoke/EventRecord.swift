import AWSWire
import LambdaCore
import StateStore

/// What a destination is told of the end of an asynchronous event.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>
struct EventRecord {
    private struct RequestContext: Encodable {
        let requestId: String
        let functionArn: String
        let condition: String
        let approximateInvokeCount: Int
    }

    private struct ResponseContext: Encodable {
        let statusCode = 200
        let executedVersion: String
        let functionError: String?
    }

    let json: [UInt8]

    init(_ settlement: EventSettlement, at time: Moment) {
        let event = settlement.event
        let context = RequestContext(
            requestId: event.requestID,
            functionArn: FunctionReference(event).qualifiedARN,
            condition: settlement.condition.rawValue,
            approximateInvokeCount: settlement.invokeCount
        )
        var members = [
            ("version", Array(#""1.0""#.utf8)),
            ("timestamp", CompactJSON.encode(time.iso8601Milliseconds)),
            ("requestContext", CompactJSON.encode(context)),
            ("requestPayload", Self.value(event.payload)),
        ]
        if let result = settlement.result {
            let response = ResponseContext(
                executedVersion: result.executedVersion,
                functionError: result.functionError?.rawValue
            )
            members += [
                ("responseContext", CompactJSON.encode(response)), ("responsePayload", Self.value(result.payload)),
            ]
        }
        json = Self.object(members)
    }

    /// JSON as it is; anything else, which a runtime may answer, as a string.
    private static func value(_ payload: [UInt8]) -> [UInt8] {
        JSONText.flaw(in: payload) == nil
            ? payload : CompactJSON.encode(String(decoding: payload, as: UTF8.self))
    }

    private static func object(_ members: [(name: String, value: [UInt8])]) -> [UInt8] {
        var bytes = Array("{".utf8)
        for (index, member) in members.enumerated() {
            bytes += (index == 0 ? #""\#(member.name)":"# : #","\#(member.name)":"#).utf8
            bytes += member.value
        }
        return bytes + "}".utf8
    }
}

extension FunctionReference {
    /// What an event was accepted for.
    init(_ event: QueuedInvocation) {
        self.init(scope: event.scope, name: event.functionName, qualifier: event.qualifier)
    }
}

extension Moment {
    /// `2026-11-23T08:15:30.123Z`.
    var iso8601Milliseconds: String {
        let fraction = String(1_000 + milliseconds - seconds * 1_000).dropFirst()
        return iso8601Seconds.dropLast() + ".\(fraction)Z"
    }
}
