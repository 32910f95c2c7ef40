import AWSWire
import IAMPolicy
import Logging
import NIOHTTP1
import StateStore

/// Appends one event for every request, whatever became of it, before its answer goes out.
///
/// Every function says whether the event is recorded: an answer that would go unrecorded must not be given.
final class AuditRecorder: Sendable {
    private let trail: AuditTrail
    private let archive: PolicyArchive
    private let metrics: Metrics
    private let surroundings: Surroundings
    private let configuration: ServerConfiguration
    private let logger: Logger

    init(
        trail: AuditTrail,
        archive: PolicyArchive,
        metrics: Metrics,
        surroundings: Surroundings,
        configuration: ServerConfiguration,
        logger: Logger
    ) {
        self.trail = trail
        self.archive = archive
        self.metrics = metrics
        self.surroundings = surroundings
        self.configuration = configuration
        self.logger = logger
    }

    /// The name of a denial, for `postern explain`.
    func makeAuthorizationID() -> String {
        surroundings.randomness.authorizationID()
    }

    /// A request for no operation that is served.
    func recordUnrouted(_ exchange: Exchange, service: ServiceModel?, fault: ServiceFault) -> Bool {
        var event = event(exchange, source: service?.name ?? "unknown", name: "Unknown", caller: nil)
        event.outcome = .refused
        return append(event, exchange, fault: fault, status: fault.status)
    }

    /// A request whose signature was not accepted.
    func recordRefused(_ exchange: Exchange, _ routed: RoutedRequest, fault: ServiceFault) -> Bool {
        var event = event(exchange, source: routed.service.name, name: routed.operation.name, caller: nil)
        event.outcome = .refused
        return append(event, exchange, fault: fault, status: fault.status)
    }

    /// A request that policies allowed, or that was malformed before they were asked.
    func recordPerformed(
        _ exchange: Exchange,
        _ routed: RoutedRequest,
        _ call: IncomingCall,
        _ evaluated: [EvaluatedRequirement],
        fault: ServiceFault?,
        status: Int
    ) -> Bool {
        var event = event(exchange, source: routed.service.name, name: routed.operation.name, caller: call.caller)
        add(evaluated, to: &event)
        let isDenied = evaluated.contains { $0.decision.verdict != .allowed }
        // Only in audit mode is a denied request carried out; it is recorded as what it would have been.
        event.outcome = isDenied ? .denied : fault == nil ? .allowed : .failed
        if isDenied { event.authorizationID = surroundings.randomness.authorizationID() }
        return append(event, exchange, fault: fault, status: status)
    }

    /// A request that policies do not allow.
    func recordDenied(
        _ exchange: Exchange,
        _ routed: RoutedRequest,
        _ call: IncomingCall,
        _ evaluated: [EvaluatedRequirement],
        fault: ServiceFault,
        authorizationID: String
    ) -> Bool {
        var event = event(exchange, source: routed.service.name, name: routed.operation.name, caller: call.caller)
        add(evaluated, to: &event)
        event.authorizationID = authorizationID
        event.outcome = .denied
        return append(event, exchange, fault: fault, status: fault.status)
    }

    /// A call that a service made by itself, allowed or denied.
    ///
    /// - Parameter fault: why an allowed call failed all the same.
    func recordServiceCall(
        _ call: ServiceCall,
        _ evaluation: EvaluatedRequirement,
        fault: ServiceFault? = nil
    ) -> Bool {
        let isAllowed = evaluation.decision.verdict == .allowed
        var event = AuditEvent(
            eventTime: call.time,
            eventID: surroundings.randomness.uuid(),
            requestID: surroundings.randomness.uuid(),
            eventSource: "\(call.target).amazonaws.com",
            eventName: call.operation,
            awsRegion: configuration.region,
            sourceIPAddress: call.service,
            userAgent: call.service,
            userIdentity: AuditIdentity(type: "AWSService", invokedBy: call.service),
            readOnly: OperationKind.isReadOnly(call.operation),
            recipientAccountID: call.accountID,
            outcome: !isAllowed ? .denied : fault == nil ? .allowed : .failed,
            enforcement: configuration.enforcement == .audit ? .audit : .enforce,
            latencyMicroseconds: surroundings.now().microseconds - call.time.microseconds
        )
        add([evaluation], to: &event)
        event.errorCode = fault?.code
        event.errorMessage = fault?.message
        if !isAllowed {
            event.authorizationID = surroundings.randomness.authorizationID()
            event.errorCode = "AccessDenied"
            event.errorMessage = evaluation.denialMessage
        }
        return append(event)
    }

    private func event(_ exchange: Exchange, source: String, name: String, caller: CallerIdentity?) -> AuditEvent {
        AuditEvent(
            eventTime: exchange.arrival,
            eventID: surroundings.randomness.uuid(),
            requestID: exchange.requestID,
            eventSource: "\(source).amazonaws.com",
            eventName: name,
            awsRegion: configuration.region,
            sourceIPAddress: exchange.request.ingress.source,
            userAgent: exchange.request.head.headers.first(name: "user-agent"),
            userIdentity: caller.map(AuditIdentity.init) ?? AuditIdentity(type: "Unknown"),
            readOnly: OperationKind.isReadOnly(name),
            recipientAccountID: caller?.accountID ?? configuration.account,
            outcome: .refused,
            enforcement: configuration.enforcement == .audit ? .audit : .enforce,
            latencyMicroseconds: 0
        )
    }

    private func add(_ evaluated: [EvaluatedRequirement], to event: inout AuditEvent) {
        event.authorizations = evaluated.map(AuditAuthorization.init)
        event.resources = evaluated.map { evaluation in
            AuditResource(arn: evaluation.query.resource, accountID: evaluation.resourceAccount)
        }
        if let owner = evaluated.first?.resourceAccount { event.recipientAccountID = owner }
        for evaluation in evaluated {
            metrics.recordDecision(evaluation.decision.verdict.rawValue)
            archive.remember(evaluation.policies)
        }
    }

    private func append(_ event: AuditEvent, _ exchange: Exchange, fault: ServiceFault?, status: Int) -> Bool {
        var event = event
        event.errorCode = fault?.code
        event.errorMessage = fault?.message
        event.latencyMicroseconds = surroundings.now().microseconds - exchange.arrival.microseconds
        let service = event.eventSource.prefix { $0 != "." }
        metrics.recordRequest(
            Metrics.RequestKind(service: String(service), operation: event.eventName, status: status),
            microseconds: Int(event.latencyMicroseconds)
        )
        return append(event)
    }

    private func append(_ event: AuditEvent) -> Bool {
        do {
            try trail.append(event)
            return true
        } catch {
            logger.error("audit event lost", metadata: ["requestID": "\(event.requestID)", "reason": "\(error)"])
            return false
        }
    }
}

extension Ingress {
    /// CloudTrail's `sourceIPAddress`: a service that calls by itself is named instead.
    fileprivate var source: String {
        if case .service(let name) = listener { name } else { peerAddress ?? "unknown" }
    }
}
