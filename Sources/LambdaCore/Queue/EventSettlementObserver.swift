/// Hears how asynchronous events end: for destinations, metrics and the audit trail.
package protocol EventSettlementObserver: Sendable {
    /// Called at least once for each event, before it leaves the queue.
    func settled(_ settlement: EventSettlement) async
}
