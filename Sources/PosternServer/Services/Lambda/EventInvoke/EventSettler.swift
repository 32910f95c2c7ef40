import LambdaCore
import Logging
import StateStore
import Synchronization

/// Tells how asynchronous events ended: to the metrics, the log, the destination of their configuration and the function's
/// dead-letter target.
final class EventSettler: EventSettlementObserver {
    private let live: LiveState
    private let recorder: AuditRecorder
    private let metrics: Metrics
    private let lambdaMetrics: LambdaMetrics
    private let surroundings: Surroundings
    private let logger: Logger
    /// Set once, before the first event is run.
    private let caller = Mutex<ServiceCaller?>(nil)

    init(
        live: LiveState,
        recorder: AuditRecorder,
        metrics: Metrics,
        lambdaMetrics: LambdaMetrics,
        surroundings: Surroundings,
        logger: Logger
    ) {
        self.live = live
        self.recorder = recorder
        self.metrics = metrics
        self.lambdaMetrics = lambdaMetrics
        self.surroundings = surroundings
        self.logger = logger
    }

    /// The gate that deliveries pass.
    func attach(_ gateway: Gateway) {
        caller.withLock { $0 = ServiceCaller(service: ExecutionRole.service, gateway: gateway) }
    }

    func settled(_ settlement: EventSettlement) async {
        metrics.recordAsynchronousEvent(settlement.condition.rawValue)
        lambdaMetrics.settled(settlement)
        if settlement.condition != .success { logger.warning("asynchronous event given up", settlement) }
        let view = live.view
        let reference = FunctionReference(settlement.event)
        guard settlement.condition != .functionDeleted, let caller = caller.withLock({ $0 }),
            let function = view.snapshot.functions.functions[reference.name, in: reference.scope],
            let target = view.snapshot.functions.target(of: function, qualifier: reference.qualifier)
        else { return }
        let delivery = EventDelivery(
            settlement: settlement,
            function: function,
            view: view,
            caller: caller,
            recorder: recorder,
            surroundings: surroundings
        )
        for destination in destinations(of: settlement, target, in: view) {
            let isDelivered = await delivery.deliver(to: destination)
            metrics.recordDelivery(Metrics.DeliveryKind(service: destination.service, isDelivered: isDelivered))
            guard !isDelivered else { continue }
            logger.warning("asynchronous event not delivered to \(destination.arn)", settlement)
            let isDeadLetterQueue = destination.arn == target.settings.deadLetterTargetARN
            lambdaMetrics.deliveryFailed(settlement.event, toDeadLetterQueue: isDeadLetterQueue)
        }
    }

    /// The destination for this end, and the dead-letter target if the event was given up.
    private func destinations(
        of settlement: EventSettlement,
        _ target: FunctionTarget,
        in view: StateView
    ) -> [EventDestination] {
        let reference = FunctionReference(settlement.event)
        let configs = view.snapshot.functions.eventInvokeConfigs
        let config = configs[reference.name, reference.qualifier ?? FunctionTarget.latest, in: reference.scope]
        guard settlement.condition != .success else {
            return [config?.onSuccessARN].compactMap(\.self).compactMap(EventDestination.init)
        }
        return [config?.onFailureARN, target.settings.deadLetterTargetARN].compactMap(\.self)
            .compactMap(EventDestination.init)
    }
}

extension Logger {
    fileprivate func warning(_ message: Message, _ settlement: EventSettlement) {
        warning(
            message,
            metadata: [
                "requestID": "\(settlement.event.requestID)",
                "function": "\(settlement.event.functionName)",
                "condition": "\(settlement.condition.rawValue)",
                "attempts": "\(settlement.invokeCount)",
            ]
        )
    }
}
