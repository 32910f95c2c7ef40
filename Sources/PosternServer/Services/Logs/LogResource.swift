import AWSWire
import StateStore

/// The ARNs by which policies speak of log groups and streams.
///
/// All actions but those about tags take the group's ARN with what follows it for streams, so that policies written for
/// `log-group:NAME:*` match.
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html>
enum LogResource {
    static func stream(_ group: String, _ stream: String = "", in scope: Scope) -> String {
        "arn:aws:logs:\(scope.region):\(scope.accountID):log-group:\(group):log-stream:\(stream)"
    }

    /// The name in a group's ARN, with or without `:*` at its end; the text itself when it is no ARN.
    static func groupName(_ identifier: String) -> String {
        let parts = identifier.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[5] == "log-group" else { return identifier }
        return parts[6].hasSuffix(":*") ? String(parts[6].dropLast(2)) : String(parts[6])
    }
}

extension AuthorizationRequirement {
    /// An action on a log group or one of its streams.
    static func log(_ action: String, _ group: String, _ stream: String = "", in call: IncomingCall) -> Self {
        Self(action, on: LogResource.stream(group, stream, in: call.scope), ownedBy: call.accountID)
    }
}

enum LogsFaults {
    static let noGroup = Logs.Fault.resourceNotFound("The specified log group does not exist.")
    static let noStream = Logs.Fault.resourceNotFound("The specified log stream does not exist.")
    static let badToken = Logs.Fault.invalidParameter("The specified nextToken is invalid.")

    /// - Throws: `InvalidParameterException` unless the group is named, by name or by ARN.
    static func group(_ name: String?, _ identifier: String?) throws(ServiceFault) -> String {
        guard let given = name ?? identifier else {
            throw Logs.Fault.invalidParameter("Exactly one of logGroupName and logGroupIdentifier must be given.")
        }
        return LogResource.groupName(given)
    }
}

extension AuthorizedCall {
    /// - Throws: `ResourceNotFoundException`.
    func logGroup(_ name: String) throws(ServiceFault) -> LogGroup {
        guard let group = call.view.snapshot.logs.groups[name, in: scope] else { throw LogsFaults.noGroup }
        return group
    }
}
