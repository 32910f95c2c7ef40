import AWSWire
import IAMPolicy
import StateStore

/// A policy that takes part in a simulation, under the name that AWS's simulator gives it in its answers.
struct SimulatedPolicy: Sendable {
    /// Such as `PolicyInputList.1`, `user_bob_reading` for an inline policy, or the name of a managed one.
    let id: String
    /// What the simulator calls the source: `IAM Policy`, `Resource Policy` and the like, not the words of its enumeration.
    let type: IAM.PolicySourceType
    let text: String
    /// How a caller may name it in `PolicyExclusionList`.
    var exclusion = Exclusion.none

    enum Exclusion: Hashable, Sendable {
        case none
        case managed(arn: String)
        case inline(name: String, bearer: String)
    }

    static let identityType = IAM.PolicySourceType(rawValue: "IAM Policy")
    static let boundaryType = IAM.PolicySourceType(rawValue: "Permissions Boundary Policy")
    static let resourceType = IAM.PolicySourceType(rawValue: "Resource Policy")
    static let organizationType = IAM.PolicySourceType(rawValue: "Organizations Policy")

    /// - Throws: `InvalidInput` for a text that is no policy of its kind.
    func compiled(_ kind: PolicyKind) throws(ServiceFault) -> CompiledPolicy {
        do {
            return CompiledPolicy(try PolicyDocument(parsing: Array(text.utf8), kind: kind), identifier: id)
        } catch {
            throw IAM.Fault.invalidInput("\(id): \(error)")
        }
    }
}

extension [SimulatedPolicy] {
    /// Policies passed to the call, numbered from one as the simulator names them.
    init(_ list: [String]?, named name: String, _ type: IAM.PolicySourceType) {
        self = (list ?? []).enumerated().map { index, text in
            SimulatedPolicy(id: "\(name).\(index + 1)", type: type, text: text)
        }
    }

    func set(_ kind: PolicyKind) throws(ServiceFault) -> PolicySet {
        var compiled: [CompiledPolicy] = []
        for policy in self { compiled.append(try policy.compiled(kind)) }
        return PolicySet(compiled)
    }
}
