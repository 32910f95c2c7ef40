import AWSWire
import StateStore

/// What a layer says that it works with; nothing that a function is held to.
enum LayerCompatibility {
    /// What is published, in the words of AWS, which differ from those of its other constraints.
    ///
    /// - Throws: `ValidationException` that names every list with a value that AWS does not know.
    static func check(_ runtimes: [Lambda.Runtime]?, _ architectures: [Lambda.Architecture]?) throws(ServiceFault) {
        var violations: [String] = []
        if let runtimes, !runtimes.allSatisfy({ Lambda.Runtime.values.contains($0.rawValue) }) {
            violations.append(
                "Value '[\(runtimes.map(\.rawValue).joined(separator: ", "))]' at 'compatibleRuntimes' failed to satisfy "
                    + "constraint: Member must satisfy enum value set: \(RuntimeLists.functions)"
            )
        }
        if let architectures, !architectures.allSatisfy({ Lambda.Architecture.values.contains($0.rawValue) }) {
            violations.append(
                "Value '[\(architectures.map(\.rawValue).joined(separator: ", "))]' at 'compatibleArchitectures' failed to "
                    + "satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: "
                    + "[x86_64, arm64]]"
            )
        }
        guard !violations.isEmpty else { return }
        let count = violations.count == 1 ? "1 validation error" : "\(violations.count) validation errors"
        throw fault("\(count) detected: " + violations.joined(separator: "; "))
    }

    /// What is asked for when layers are listed.
    static func check(filter runtime: Lambda.Runtime?) throws(ServiceFault) {
        guard let runtime, !Lambda.Runtime.values.contains(runtime.rawValue) else { return }
        throw fault(
            "1 validation error detected: Value '\(runtime.rawValue)' at 'compatibleRuntime' failed to satisfy "
                + "constraint: Member must satisfy enum value set: \(RuntimeLists.layers)"
        )
    }

    /// Whether a layer version belongs in a list; a version that says nothing matches no filter.
    static func matches(
        _ version: LayerVersion,
        _ runtime: Lambda.Runtime?,
        _ architecture: Lambda.Architecture?
    ) -> Bool {
        (runtime.map { version.compatibleRuntimes?.contains($0.rawValue) == true } ?? true)
            && (architecture.map { version.compatibleArchitectures?.contains($0.rawValue) == true } ?? true)
    }

    private static func fault(_ message: String) -> ServiceFault {
        ServiceFault(code: "ValidationException", message: message, status: 400)
    }
}

/// The runtimes that AWS's messages list, in the order in which they do.
enum RuntimeLists {
    static let functions =
        "[nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java17, nodejs16.x, "
        + "java25, dotnet8, python3.10, java11, python3.11, dotnet6, java21, nodejs18.x, provided.al2, ruby3.3, ruby3.4, "
        + "java8.al2, ruby3.2, python3.8, python3.9]"

    static let layers =
        "[ruby3.5, ruby2.6, dotnetcore1.0, python3.7, nodejs8.10, nasa, ruby2.7, python2.7-greengrass, dotnetcore2.0, "
        + "python3.8, java21, dotnet6, dotnetcore2.1, python3.9, java11, nodejs6.10, provided, dotnetcore3.1, dotnet8, "
        + "java25, java17, nodejs, nodejs4.3, java8.al2, go1.x, dotnet10, nodejs20.x, go1.9, byol, nodejs10.x, "
        + "provided.al2023, nodejs22.x, python3.10, java8, nodejs12.x, python3.11, nodejs24.x, nodejs8.x, python3.12, "
        + "nodejs14.x, nodejs8.9, nodejs26.x, python3.13, python3.14, nodejs16.x, python3.15, provided.al2, "
        + "nodejs4.3-edge, nodejs18.x, ruby3.2, python3.4, ruby3.3, ruby3.4, ruby2.5, python3.6, python2.7]"
}
