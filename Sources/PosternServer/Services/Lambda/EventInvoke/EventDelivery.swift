import AWSWire
import LambdaCore
import NIOHTTP1
import StateStore

/// Sends the record of an event's end to a destination, as the function's execution role and through the gate.
struct EventDelivery: Sendable {
    let settlement: EventSettlement
    let function: Function
    let view: StateView
    let caller: ServiceCaller
    let recorder: AuditRecorder
    let surroundings: Surroundings

    /// Whether the destination has the record now. Whatever happens stands in the audit trail.
    func deliver(to destination: EventDestination) async -> Bool {
        guard let role = view.snapshot.identity.role(arn: function.latest.roleARN) else { return false }
        let session = view.callers.executionRoleSession(of: role, for: FunctionIdentity(function))
        guard caller.serves(destination.service), let request = request(to: destination) else {
            return recordUndeliverable(destination)
        }
        let answer = await caller.call(request, to: destination.service, as: session)
        return (200..<300).contains(Int(answer.status.code))
    }

    /// The call that a client would make; nil for services that are not served yet.
    private func request(to destination: EventDestination) -> WireRequest? {
        let now = surroundings.now()
        let record = EventRecord(settlement, at: now)
        switch destination {
        case .function(let arn):
            return WireRequest(
                method: "POST",
                rawPath: "/2015-03-31/functions/\(arn)/invocations",
                headers: [("X-Amz-Invocation-Type", "Event"), ("X-Amzn-Trace-Id", settlement.event.traceHeader)],
                body: record.json
            )
        case .bucket(let arn):
            let bucket = arn.split(separator: ":").last ?? ""
            return WireRequest(
                method: "PUT",
                rawPath: "/\(bucket)/\(key(at: now))",
                headers: [("Host", "localhost"), ("Content-Type", "application/json")],
                body: record.json
            )
        case .queue, .topic, .eventBus:
            return nil
        }
    }

    /// `aws/lambda/async/NAME/2026/11/23/2026-11-23T08.15.30-UUID`.
    private func key(at time: Moment) -> String {
        let text = time.iso8601Seconds
        let day = text.prefix(10)
        let clock = text.dropFirst(11).prefix(8).replacing(":", with: ".")
        return "aws/lambda/async/\(function.name)/\(day.replacing("-", with: "/"))/\(day)T\(clock)-"
            + surroundings.randomness.uuid()
    }

    /// The role's permission is decided all the same, and the failure told.
    private func recordUndeliverable(_ destination: EventDestination) -> Bool {
        let now = surroundings.now()
        let permission = DestinationPermission(view: view, region: function.scope.region)
        guard let evaluation = permission.evaluation(of: destination, for: function, at: now) else { return false }
        _ = recorder.recordServiceCall(
            ServiceCall(
                service: ExecutionRole.service,
                operation: destination.operation,
                of: destination.service,
                at: now,
                on: function.scope.accountID
            ),
            evaluation,
            fault: ServiceFault(
                code: "UnknownOperationException",
                message: "Postern does not serve \(destination.service) yet: the record of event "
                    + "\(settlement.event.requestID) was not delivered to \(destination.arn).",
                status: 404
            )
        )
        return false
    }
}
