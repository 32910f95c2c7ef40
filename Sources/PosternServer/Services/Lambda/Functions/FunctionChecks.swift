import AWSWire
import Foundation
import LambdaCore
import StateStore

/// What a request may set of a function, checked as Lambda checks it.
enum FunctionChecks {
    /// The length of a name matters to who creates a function only; to all others a longer one is not found.
    ///
    /// - Parameter text: what the request says, which the error quotes.
    static func name(of reference: FunctionReference, as text: String) throws(ServiceFault) {
        guard reference.name.utf8.count > FunctionLimits.nameLength else { return }
        throw Lambda.Fault.invalidParameterValue(
            "1 validation error detected: Value '\(text)' at 'functionName' failed to satisfy constraint: Member must "
                + "have length less than or equal to \(FunctionLimits.nameLength)"
        )
    }

    /// - Throws: for a runtime that is deprecated or cannot run on this host, with what to install.
    static func runtime(_ name: String, in catalogue: RuntimeCatalogue) throws(ServiceFault) {
        guard let runtime = FunctionRuntime(identifier: name) else {
            throw Lambda.Fault.invalidParameterValue(
                "Value \(name) at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + "\(RuntimeLists.functions) or be a valid ARN"
            )
        }
        if case .unavailable(let sentence) = catalogue.availability(of: runtime) {
            throw Lambda.Fault.invalidParameterValue(sentence)
        }
    }

    /// - Throws: for a runtime that SnapStart does not know.
    static func snapStart(_ snapStart: Lambda.SnapStart?, runtime: String?) throws(ServiceFault) {
        guard snapStart?.applyOn == .publishedVersions, let runtime else { return }
        guard FunctionRuntime.withSnapStart.contains(runtime) else {
            throw Lambda.Fault.invalidParameterValue(
                "\(runtime) is not supported for SnapStart enabled functions."
            )
        }
    }

    static func memory(_ megabytes: Int?) throws(ServiceFault) {
        guard let megabytes, !FunctionLimits.memoryMB.contains(megabytes) else { return }
        throw Lambda.Fault.invalidParameterValue(
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to "
                + "\(FunctionLimits.memoryMB.upperBound)"
        )
    }

    /// - Throws: for names that Lambda sets itself and for variables longer than 4 KB together, written as JSON.
    static func environment(_ variables: [String: String]?) throws(ServiceFault) {
        guard let variables, !variables.isEmpty else { return }
        let reserved = variables.keys.filter(EnvironmentVariables.reservedNames.contains).sorted()
        guard reserved.isEmpty else {
            throw Lambda.Fault.invalidParameterValue(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                    + "provided contains reserved keys that are currently not supported for modification. Reserved keys "
                    + "used in this request: \(reserved.joined(separator: ", "))"
            )
        }
        let measured = try PermissionStatement.encode(variables)
        guard measured.utf8.count <= FunctionLimits.environmentBytes else {
            throw Lambda.Fault.invalidParameterValue(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                    + "provided exceeded the 4KB limit. String measured: \(measured)"
            )
        }
    }

    /// - Throws: unless a dead-letter target is a queue or a topic.
    static func deadLetterTarget(_ config: Lambda.DeadLetterConfig?) throws(ServiceFault) {
        guard let arn = config?.targetARN, !arn.isEmpty else { return }
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "sqs" || parts[2] == "sns", !parts[5].isEmpty else {
            throw Lambda.Fault.invalidParameterValue(
                "The provided target ARN \(arn) is invalid: a dead-letter target is an Amazon SQS queue or an Amazon SNS "
                    + "topic."
            )
        }
    }

    static func tags(_ tags: [String: String]?) throws(ServiceFault) {
        guard let tags, tags.count > FunctionLimits.tags else { return }
        throw tooManyTags
    }

    static var tooManyTags: ServiceFault {
        Lambda.Fault.invalidParameterValue("Number of tags exceeds resource tag limit.")
    }

    /// Refuses what a function could be given and would not get.
    static func unsupported(_ wanted: [(name: String, isWanted: Bool)]) throws(ServiceFault) {
        guard let first = wanted.first(where: \.isWanted) else { return }
        throw Lambda.Fault.invalidParameterValue("Postern does not support \(first.name) yet; leave it out.")
    }
}

extension FunctionRuntime {
    /// <https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes>
    static let withSnapStart: Set<String> = [
        "java11", "java17", "java21", "java25", "python3.12", "python3.13", "python3.14", "dotnet8", "dotnet10",
    ]
}
