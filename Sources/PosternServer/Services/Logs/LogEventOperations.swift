import AWSWire
import StateStore

/// `PutLogEvents`: in order of time, all within a day of each other.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html>
struct PutLogEvents: ServiceOperation {
    typealias Wire = Logs.PutLogEvents
    private static let maximumSpanMilliseconds = 24 * 3600 * 1000

    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, input.logStreamName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try call.logGroup(input.logGroupName)
        try Self.checkOrder(input.logEvents)
        let acceptance = LogAcceptance(input.logEvents.map(InputLogEvent.init), by: group, at: call.time)
        let batch = LogBatch(
            stream: LogStreamKey(scope: group.scope, group: group.name, stream: input.logStreamName),
            events: acceptance.accepted,
            ingestedAt: call.time
        )
        return .asynchronously { () throws(ServiceFault) in
            let missing = try LogsStorage.reporting { () throws(StateStoreError) in try logs.store.append([batch]) }
            guard missing.isEmpty else { throw LogsFaults.noStream }
            return Wire.Output(
                nextSequenceToken: call.requestID,
                rejectedLogEventsInfo: acceptance.rejected
            )
        }
    }

    private static func checkOrder(_ events: [Logs.InputLogEvent]) throws(ServiceFault) {
        for (event, next) in zip(events, events.dropFirst()) where event.timestamp > next.timestamp {
            throw Logs.Fault.invalidParameter(
                "Log events in a single PutLogEvents request must be in chronological order."
            )
        }
        guard let first = events.first, let last = events.last else { return }
        guard last.timestamp - first.timestamp <= maximumSpanMilliseconds else {
            throw Logs.Fault.invalidParameter(
                "The batch of log events in a single PutLogEvents request cannot span more than 24 hours."
            )
        }
    }
}

/// `GetLogEvents`: pages in both directions; a token that leads nowhere new is given back as it was.
struct GetLogEvents: ServiceOperation {
    typealias Wire = Logs.GetLogEvents
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let group = try LogsFaults.group(input.logGroupName, input.logGroupIdentifier)
        return [.log(Self.action, group, input.logStreamName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try call.logGroup(try LogsFaults.group(input.logGroupName, input.logGroupIdentifier))
        let token = try LogPageToken(input.nextToken, startFromHead: input.startFromHead ?? false)
        let key = LogStreamKey(scope: group.scope, group: group.name, stream: input.logStreamName)
        let range = LogRange(
            from: group.start(input.startTime, at: call.time),
            until: input.endTime.map { Moment(milliseconds: Int64($0)) },
            direction: token.direction,
            beyond: token.position,
            limit: input.limit ?? 10_000
        )
        return .asynchronously { () throws(ServiceFault) in
            let events = try LogsStorage.reporting { () throws(StateStoreError) in
                try logs.store.stream(key) == nil ? nil : try logs.store.events(of: key, range)
            }
            guard let events else { throw LogsFaults.noStream }
            return Wire.Output(
                events: events.map(Logs.OutputLogEvent.init),
                nextForwardToken: LogPageToken.forward(events.last?.position ?? token.position),
                nextBackwardToken: LogPageToken.backward(events.first?.position ?? token.position)
            )
        }
    }
}

/// `FilterLogEvents`: over all streams of a group, or some.
struct FilterLogEvents: ServiceOperation {
    typealias Wire = Logs.FilterLogEvents
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, try LogsFaults.group(input.logGroupName, input.logGroupIdentifier), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try call.logGroup(try LogsFaults.group(input.logGroupName, input.logGroupIdentifier))
        let pattern = try LogFilterPattern(input.filterPattern ?? "")
        let range = LogRange(
            from: group.start(input.startTime, at: call.time),
            until: input.endTime.map { Moment(milliseconds: Int64($0)) + .milliseconds(1) },
            beyond: try LogPageToken(input.nextToken, startFromHead: true).position,
            limit: input.limit ?? 10_000
        )
        let names = input.logStreamNames.map(Set.init)
        return .asynchronously { () throws(ServiceFault) in
            let events = try LogsStorage.reporting { () throws(StateStoreError) in
                try logs.store.events(
                    of: group.key,
                    range,
                    fromStreams: { name in
                        names.map { $0.contains(name) } ?? name.hasPrefix(input.logStreamNamePrefix ?? "")
                    },
                    matching: pattern.matches
                )
            }
            return Wire.Output(
                events: events.map(Logs.FilteredLogEvent.init),
                searchedLogStreams: [],
                // Also a page that is not full may end before the events do: it has a limit in bytes too. AWS's tokens
                // likewise may lead to an empty page.
                nextToken: events.last.map { LogPageToken.forward($0.position) }
            )
        }
    }
}

extension LogGroup {
    /// Where reading begins: at the time asked for, and not among events that retention no longer keeps.
    fileprivate func start(_ milliseconds: Int?, at now: Moment) -> Moment? {
        let asked = milliseconds.map { Moment(milliseconds: Int64($0)) }
        return [asked, horizon(at: now)].compactMap(\.self).max()
    }
}

extension Logs.OutputLogEvent {
    fileprivate init(_ event: StoredLogEvent) {
        self.init(
            timestamp: Int(event.timestamp.milliseconds),
            message: event.message,
            ingestionTime: Int(event.ingestedAt.milliseconds)
        )
    }
}

extension Logs.FilteredLogEvent {
    fileprivate init(_ event: StoredLogEvent) {
        self.init(
            logStreamName: event.streamName,
            timestamp: Int(event.timestamp.milliseconds),
            message: event.message,
            ingestionTime: Int(event.ingestedAt.milliseconds),
            eventID: event.position.digits
        )
    }
}
