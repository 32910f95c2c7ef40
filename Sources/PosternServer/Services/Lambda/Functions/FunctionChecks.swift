import AWSWire
import LambdaCore
import StateStore

/// What a request may set of a function, checked as Lambda checks it.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
enum FunctionLimits {
    static let memoryMB = 128...10_240
    static let environmentBytes = 4096
    static let resourcePolicyBytes = 20_480
}

enum FunctionChecks {
    /// - Throws: for a runtime that is deprecated or cannot run on this host, with what to install.
    static func runtime(_ name: String?, in catalogue: RuntimeCatalogue) throws(ServiceFault) -> FunctionRuntime {
        guard let name else {
            throw Lambda.Fault.invalidParameterValue(
                "Runtime and Handler are mandatory parameters for functions created with deployment packages."
            )
        }
        guard let runtime = FunctionRuntime(identifier: name) else {
            throw Lambda.Fault.invalidParameterValue(
                "Value \(name) at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + "[\(Lambda.Runtime.values.joined(separator: ", "))] or be a valid ARN"
            )
        }
        if case .unavailable(let sentence) = catalogue.availability(of: runtime) {
            throw Lambda.Fault.invalidParameterValue(sentence)
        }
        return runtime
    }

    static func memory(_ megabytes: Int) throws(ServiceFault) {
        guard FunctionLimits.memoryMB.contains(megabytes) else {
            throw Lambda.Fault.invalidParameterValue(
                "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to "
                    + "\(FunctionLimits.memoryMB.upperBound)"
            )
        }
    }

    /// - Throws: for names that Lambda sets itself and for variables longer than 4 KB together.
    static func environment(_ variables: [String: String]) throws(ServiceFault) {
        let reserved = variables.keys.filter(EnvironmentVariables.reservedNames.contains).sorted()
        guard reserved.isEmpty else {
            throw Lambda.Fault.invalidParameterValue(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                    + "provided contains reserved keys that are currently not supported for modification. Reserved keys "
                    + "used in this request: \(reserved.joined(separator: ", "))"
            )
        }
        let bytes = variables.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard bytes <= FunctionLimits.environmentBytes else {
            throw Lambda.Fault.invalidParameterValue(
                "Lambda was unable to configure your environment variables because the environment variables you have "
                    + "provided exceeded the 4KB limit. Bytes measured: \(bytes)"
            )
        }
    }

    /// Refuses what a function could be given and would not get.
    static func unsupported(_ wanted: [(name: String, isWanted: Bool)]) throws(ServiceFault) {
        guard let first = wanted.first(where: \.isWanted) else { return }
        throw Lambda.Fault.invalidParameterValue("Postern does not support \(first.name) yet; leave it out.")
    }
}
