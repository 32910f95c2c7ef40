import LambdaCore
import Logging
import StateStore

/// Says in the server's log how asynchronous events end that do not end well; destinations are not served yet.
struct SettlementLog: EventSettlementObserver {
    let logger: Logger

    func settled(_ settlement: EventSettlement) async {
        guard settlement.condition != .success else { return }
        logger.warning(
            "asynchronous event given up",
            metadata: [
                "requestID": "\(settlement.event.requestID)",
                "function": "\(settlement.event.functionName)",
                "condition": "\(settlement.condition.rawValue)",
                "attempts": "\(settlement.invokeCount)",
            ]
        )
    }
}
