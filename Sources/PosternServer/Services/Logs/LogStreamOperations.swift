import AWSWire
import StateStore

/// `CreateLogStream`.
struct CreateLogStream: ServiceOperation {
    typealias Wire = Logs.CreateLogStream
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, input.logStreamName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let group = try call.logGroup(input.logGroupName)
        let key = LogStreamKey(scope: group.scope, group: group.name, stream: input.logStreamName)
        return .asynchronously { () throws(ServiceFault) in
            let isNew = try LogsStorage.reporting { () throws(StateStoreError) in
                try logs.store.createStream(key, at: call.time)
            }
            guard isNew else { throw Logs.Fault.resourceAlreadyExists("The specified log stream already exists") }
            return Unit()
        }
    }
}

/// `DeleteLogStream`: with its events.
struct DeleteLogStream: ServiceOperation {
    typealias Wire = Logs.DeleteLogStream
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, input.logStreamName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let group = try call.logGroup(input.logGroupName)
        let key = LogStreamKey(scope: group.scope, group: group.name, stream: input.logStreamName)
        return .asynchronously { () throws(ServiceFault) in
            let existed = try LogsStorage.reporting { () throws(StateStoreError) in try logs.store.deleteStream(key) }
            guard existed else { throw LogsFaults.noStream }
            return Unit()
        }
    }
}

/// `DescribeLogStreams`.
struct DescribeLogStreams: ServiceOperation {
    typealias Wire = Logs.DescribeLogStreams
    private static let pageSize = 50

    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, try LogsFaults.group(input.logGroupName, input.logGroupIdentifier), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try call.logGroup(try LogsFaults.group(input.logGroupName, input.logGroupIdentifier))
        let offset = try Self.offset(input.nextToken)
        let limit = input.limit ?? Self.pageSize
        let query = LogStreamQuery(
            namePrefix: input.logStreamNamePrefix ?? "",
            order: input.orderBy == .lastEventTime ? .lastEventTime : .name,
            descending: input.descending ?? false,
            offset: offset,
            limit: limit + 1
        )
        return .asynchronously { () throws(ServiceFault) in
            let found = try LogsStorage.reporting { () throws(StateStoreError) in
                try logs.store.streams(of: group.key, query)
            }
            return Wire.Output(
                logStreams: found.prefix(limit).map { Logs.LogStream($0, of: group) },
                nextToken: found.count > limit ? PageMarker.encode(String(offset + limit)) : nil
            )
        }
    }

    private static func offset(_ token: String?) throws(ServiceFault) -> Int {
        guard let token else { return 0 }
        guard let offset = PageMarker.decode(token).flatMap(Int.init), offset >= 0 else { throw LogsFaults.badToken }
        return offset
    }
}

extension Logs.LogStream {
    fileprivate init(_ stream: LogStreamSummary, of group: LogGroup) {
        self.init(
            logStreamName: stream.name,
            creationTime: Int(stream.createdAt.milliseconds),
            firstEventTimestamp: stream.firstEventAt.map { Int($0.milliseconds) },
            lastEventTimestamp: stream.lastEventAt.map { Int($0.milliseconds) },
            lastIngestionTime: stream.lastIngestionAt.map { Int($0.milliseconds) },
            arn: "\(group.arn):log-stream:\(stream.name)",
            storedBytes: 0
        )
    }
}
