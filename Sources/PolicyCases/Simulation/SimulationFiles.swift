import Foundation
import IAMPolicy

/// The policy files of a simulation, by layer.
package struct SimulationFiles: Sendable {
    package var identity: [String] = []
    package var permissionsBoundary: String?
    package var session: [String] = []
    package var resource: String?
    /// Each file is a level of its own, root of the organization first.
    package var serviceControl: [String] = []
    /// Likewise.
    package var resourceControl: [String] = []
    package var vpcEndpoint: [String] = []

    package init() {}

    /// Reads and parses every file.
    ///
    /// - Parameter resource: the resource asked for, which decides whether its policy is a trust policy.
    /// - Throws: ``CaseError`` naming the file that cannot be read or is no policy.
    package func policies(forResource resource: String) throws(CaseError) -> CasePolicies {
        var policies = CasePolicies()
        for (place, file) in places {
            try policies.append(Self.read(file), at: place, resource: resource, file: file)
        }
        return policies
    }

    private var places: [(PolicyPlace, String)] {
        let lists: [(PolicyLayer, [String])] = [
            (.identity, identity), (.resource, resource.map { [$0] } ?? []),
            (.permissionsBoundary, permissionsBoundary.map { [$0] } ?? []), (.session, session),
            (.serviceControl, serviceControl), (.resourceControl, resourceControl), (.vpcEndpoint, vpcEndpoint),
        ]
        return lists.flatMap { layer, files in
            files.enumerated().map { number, file in
                (layer.hasLevels ? PolicyPlace(layer, level: number) : PolicyPlace(layer, index: number), file)
            }
        }
    }

    private static func read(_ file: String) throws(CaseError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: file)))
        } catch {
            throw .unreadableFile(file, reason: error.fileReason)
        }
    }
}
