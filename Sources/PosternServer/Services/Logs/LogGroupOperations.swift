import AWSWire
import StateStore

/// `CreateLogGroup`.
struct CreateLogGroup: ServiceOperation {
    typealias Wire = Logs.CreateLogGroup
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        guard input.kmsKeyID == nil, input.logGroupClass ?? .standard == .standard,
            input.deletionProtectionEnabled != true
        else {
            throw Logs.Fault.invalidParameter(
                "Postern supports log groups of the class STANDARD, without a KMS key and deletion protection."
            )
        }
        return .asynchronously { () throws(ServiceFault) in
            try await logs.writer.write { transaction throws(ServiceFault) in
                guard transaction.snapshot.logs.groups[input.logGroupName, in: call.scope] == nil else {
                    throw Logs.Fault.resourceAlreadyExists("The specified log group already exists")
                }
                let tags = LogTags.list(input.tags ?? [:])
                let group = LogGroup(scope: call.scope, name: input.logGroupName, createdAt: call.time, tags: tags)
                transaction.apply(.logs(.group(.put(group))))
                return Unit()
            }
        }
    }
}

/// `DeleteLogGroup`: with everything in it.
struct DeleteLogGroup: ServiceOperation {
    typealias Wire = Logs.DeleteLogGroup
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await logs.writer.write { transaction throws(ServiceFault) in
                guard let group = transaction.snapshot.logs.groups[input.logGroupName, in: call.scope] else {
                    throw LogsFaults.noGroup
                }
                transaction.apply(.logs(.group(.remove(group.key))))
                return Unit()
            }
        }
    }
}

/// `DescribeLogGroups`, by prefix or by a part of the name.
struct DescribeLogGroups: ServiceOperation {
    typealias Wire = Logs.DescribeLogGroups
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupNamePrefix ?? "", in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.logGroupNamePrefix == nil || input.logGroupNamePattern == nil else {
            throw Logs.Fault.invalidParameter(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
            )
        }
        let wanted = call.call.view.snapshot.logs.groups.all(in: call.scope)
            .filter { $0.name.hasPrefix(input.logGroupNamePrefix ?? "") }
            .filter { _ in input.logGroupClass ?? .standard == .standard }
            .filter { group in
                input.logGroupIdentifiers.map { $0.map(LogResource.groupName).contains(group.name) } ?? true
            }
            .filter { group in
                input.logGroupNamePattern.map { group.name.lowercased().contains($0.lowercased()) } ?? true
            }
            .sorted { $0.name < $1.name }
        let page = try Page(
            of: wanted,
            after: input.nextToken,
            maxItems: input.limit ?? 50,
            refusal: LogsFaults.badToken,
            key: \.name
        )
        return .asynchronously { () throws(ServiceFault) in
            var shown: [Logs.LogGroup] = []
            for group in page.items {
                shown.append(Logs.LogGroup(group, storedBytes: try logs.storedBytes(of: group)))
            }
            return Wire.Output(logGroups: shown, nextToken: page.marker)
        }
    }
}

/// `PutRetentionPolicy`.
struct PutRetentionPolicy: ServiceOperation {
    typealias Wire = Logs.PutRetentionPolicy
    /// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
    private static let allowedDays: Set = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]

    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        guard Self.allowedDays.contains(input.retentionInDays) else {
            throw Logs.Fault.invalidParameter(
                "\(input.retentionInDays) is not a number of days that retention can have."
            )
        }
        return logs.setRetention(input.retentionInDays, of: input.logGroupName, for: call)
    }
}

/// `DeleteRetentionPolicy`: events are kept for ever again.
struct DeleteRetentionPolicy: ServiceOperation {
    typealias Wire = Logs.DeleteRetentionPolicy
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.log(Self.action, input.logGroupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        logs.setRetention(nil, of: input.logGroupName, for: call)
    }
}

extension LogsDependencies {
    fileprivate func setRetention(_ days: Int?, of name: String, for call: AuthorizedCall) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await writer.write { transaction throws(ServiceFault) in
                guard var group = transaction.snapshot.logs.groups[name, in: call.scope] else {
                    throw LogsFaults.noGroup
                }
                group.retentionDays = days
                transaction.apply(.logs(.group(.put(group))))
                return Unit()
            }
        }
    }

    fileprivate func storedBytes(of group: LogGroup) throws(ServiceFault) -> Int64 {
        try LogsStorage.reporting { () throws(StateStoreError) in try store.storedBytes(of: group.key) }
    }
}

extension Logs.LogGroup {
    fileprivate init(_ group: LogGroup, storedBytes: Int64) {
        self.init(
            logGroupName: group.name,
            creationTime: Int(group.createdAt.milliseconds),
            retentionInDays: group.retentionDays,
            metricFilterCount: 0,
            arn: group.arn + ":*",
            storedBytes: Int(storedBytes),
            logGroupClass: .standard,
            logGroupARN: group.arn
        )
    }
}
