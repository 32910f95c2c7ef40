import AWSWire
import StateStore

/// Which events of a batch, in order of time, are taken: not those older than fourteen days or than the group keeps any,
/// nor those more than two hours ahead.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html>
struct LogAcceptance: Sendable {
    let accepted: [InputLogEvent]
    /// Nil when all were taken.
    let rejected: Logs.RejectedLogEventsInfo?

    init(_ events: [InputLogEvent], by group: LogGroup, at now: Moment) {
        let oldest = now - .seconds(14 * 24 * 3600)
        let newest = now + .seconds(2 * 3600)
        let expired = group.horizon(at: now).map { horizon in events.count { $0.timestamp < horizon } } ?? 0
        let tooOld = events.count { $0.timestamp < oldest }
        let tooNew = events.firstIndex { $0.timestamp > newest }
        let start = max(expired, tooOld)
        accepted = Array(events[start..<max(start, tooNew ?? events.count)])
        guard accepted.count < events.count else {
            rejected = nil
            return
        }
        rejected = Logs.RejectedLogEventsInfo(
            tooNewLogEventStartIndex: tooNew,
            tooOldLogEventEndIndex: tooOld > 0 ? tooOld : nil,
            expiredLogEventEndIndex: expired > 0 ? expired : nil
        )
    }
}

extension InputLogEvent {
    init(_ event: Logs.InputLogEvent) {
        self.init(timestamp: Moment(milliseconds: Int64(event.timestamp)), message: event.message)
    }
}
