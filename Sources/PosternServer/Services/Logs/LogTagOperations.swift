import AWSWire
import StateStore

/// `TagResource`: adds tags to a log group, or changes their values.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html>
struct TagLogResource: ServiceOperation {
    typealias Wire = Logs.TagResource
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, try LogTags.group(input.resourceARN, in: call.scope), in: call, requested: input.tags)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        logs.changeTags(try LogTags.group(input.resourceARN, in: call.scope), adding: input.tags, for: call)
    }
}

/// `UntagResource`.
struct UntagLogResource: ServiceOperation {
    typealias Wire = Logs.UntagResource
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, try LogTags.group(input.resourceARN, in: call.scope), in: call, keys: input.tagKeys)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        logs.changeTags(try LogTags.group(input.resourceARN, in: call.scope), removing: input.tagKeys, for: call)
    }
}

/// `ListTagsForResource`.
struct ListTagsForLogResource: ServiceOperation {
    typealias Wire = Logs.ListTagsForResource

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, try LogTags.group(input.resourceARN, in: call.scope), in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let group = try call.logGroup(try LogTags.group(input.resourceARN, in: call.scope))
        return .finished(Wire.Output(tags: LogTags.dictionary(group.tags)))
    }
}

/// `TagLogGroup`: the older form of `TagResource`.
struct TagLogGroup: ServiceOperation {
    typealias Wire = Logs.TagLogGroup
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, input.logGroupName, in: call, requested: input.tags)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        logs.changeTags(input.logGroupName, adding: input.tags, for: call)
    }
}

/// `UntagLogGroup`: the older form of `UntagResource`.
struct UntagLogGroup: ServiceOperation {
    typealias Wire = Logs.UntagLogGroup
    let logs: LogsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, input.logGroupName, in: call, keys: input.tags)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        logs.changeTags(input.logGroupName, removing: input.tags, for: call)
    }
}

/// `ListTagsLogGroup`: the older form of `ListTagsForResource`.
struct ListTagsLogGroup: ServiceOperation {
    typealias Wire = Logs.ListTagsLogGroup

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.logTags(Self.action, input.logGroupName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(Wire.Output(tags: LogTags.dictionary(try call.logGroup(input.logGroupName).tags)))
    }
}

enum LogTags {
    static let maximum = 50

    /// The group that an ARN names.
    ///
    /// - Throws: `InvalidParameterException` for the ARN of anything else.
    static func group(_ arn: String, in scope: Scope) throws(ServiceFault) -> String {
        let prefix = "arn:aws:logs:\(scope.region):\(scope.accountID):log-group:"
        guard arn.hasPrefix(prefix), arn.count > prefix.count else {
            throw Logs.Fault.invalidParameter(
                "The resource ARN '\(arn)' is not that of a log group of this account and region."
            )
        }
        return LogResource.groupName(arn)
    }

    static func dictionary(_ tags: [Tag]) -> [String: String] {
        Dictionary(tags.map { ($0.key, $0.value) }) { _, last in last }
    }

    /// In order of their keys.
    static func list(_ tags: [String: String]) -> [Tag] {
        tags.sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
    }
}

extension AuthorizationRequirement {
    /// An action on the tags of a log group: unlike all others it takes the group's ARN as it is.
    fileprivate static func logTags(
        _ action: String,
        _ group: String,
        in call: IncomingCall,
        requested: [String: String] = [:],
        keys: [String] = []
    ) -> Self {
        let tagKeys = keys + requested.keys.sorted()
        let existing = call.view.snapshot.logs.groups[group, in: call.scope]?.tags ?? []
        return Self(
            action,
            on: "arn:aws:logs:\(call.scope.region):\(call.accountID):log-group:\(group)",
            ownedBy: call.accountID,
            context: requested.sorted { $0.key < $1.key }.map { ("aws:RequestTag/\($0.key)", [$0.value]) }
                + existing.map { ("aws:ResourceTag/\($0.key)", [$0.value]) }
                + (tagKeys.isEmpty ? [] : [("aws:TagKeys", tagKeys)])
        )
    }
}

extension LogsDependencies {
    fileprivate func changeTags(
        _ name: String,
        adding added: [String: String] = [:],
        removing removed: [String] = [],
        for call: AuthorizedCall
    ) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await writer.write { transaction throws(ServiceFault) in
                guard var group = transaction.snapshot.logs.groups[name, in: call.scope] else {
                    throw LogsFaults.noGroup
                }
                var tags = LogTags.dictionary(group.tags).merging(added) { _, new in new }
                for key in removed { tags[key] = nil }
                guard tags.count <= LogTags.maximum else {
                    throw Logs.Fault.tooManyTags("A log group may have \(LogTags.maximum) tags at most.")
                }
                group.tags = LogTags.list(tags)
                transaction.apply(.logs(.group(.put(group))))
                return Unit()
            }
        }
    }
}
