package import IAMPolicy

/// The policies that bear on a request, parsed, with the text of each.
package struct CasePolicies: Sendable {
    /// In the order in which they were added.
    package private(set) var entries: [Entry] = []
    /// How many levels the layers with levels have; a level without policies counts, for it allows nothing.
    private var levelCounts: [PolicyLayer: Int] = [:]

    /// One policy and its place among the others.
    package struct Entry: Sendable {
        package let place: PolicyPlace
        /// The document's bytes as they were read.
        package let text: [UInt8]
        package let document: PolicyDocument
        /// The file that holds this document and nothing else; nil for a document inside a case.
        package let file: String?
    }

    /// Starts without any policy.
    package init() {}

    /// Parses a document and adds it.
    ///
    /// - Parameters:
    ///   - text: the document's bytes.
    ///   - resource: the resource asked for, which decides whether its policy is a trust policy.
    ///   - file: the file the document has for itself.
    package mutating func append(
        _ text: [UInt8],
        at place: PolicyPlace,
        resource: String,
        file: String? = nil
    ) throws(CaseError) {
        do {
            let document = try PolicyDocument(parsing: text, kind: place.layer.kind(forResource: resource))
            entries.append(Entry(place: place, text: text, document: document, file: file))
        } catch {
            throw .invalidPolicy(policy: file ?? place.description, error)
        }
        declareLevels(place.level + 1, of: place.layer)
    }

    /// Makes a layer have at least so many levels.
    package mutating func declareLevels(_ count: Int, of layer: PolicyLayer) {
        levelCounts[layer] = max(levelCounts[layer] ?? 0, count)
    }

    /// The same policies with some of them exchanged.
    ///
    /// - Parameter replace: gives the document to put in the place of an entry; nil leaves it as it is.
    package func replacing(_ replace: (Entry) -> PolicyDocument?) -> CasePolicies {
        var copy = self
        copy.entries = entries.map { entry in
            guard let document = replace(entry) else { return entry }
            return Entry(place: entry.place, text: entry.text, document: document, file: entry.file)
        }
        return copy
    }

    /// Only the entries that pass, with the levels of control policies as they are.
    package func filter(_ isIncluded: (Entry) -> Bool) -> CasePolicies {
        var copy = self
        copy.entries = entries.filter(isIncluded)
        return copy
    }
}

extension CasePolicies {
    /// The policies compiled for the engine, named after their file or their place.
    package var evaluationPolicies: EvaluationPolicies {
        EvaluationPolicies(
            identity: set(.identity),
            permissionsBoundary: set(.permissionsBoundary),
            session: set(.session),
            resource: set(.resource),
            serviceControl: levels(.serviceControl),
            resourceControl: levels(.resourceControl),
            vpcEndpoint: set(.vpcEndpoint)
        )
    }

    private func set(_ layer: PolicyLayer) -> PolicySet? {
        let compiled = entries.filter { $0.place.layer == layer }.map(compile)
        return compiled.isEmpty ? nil : PolicySet(compiled)
    }

    private func levels(_ layer: PolicyLayer) -> [PolicySet]? {
        guard let count = levelCounts[layer] else { return nil }
        return (0..<count).map { level in
            PolicySet(entries.filter { $0.place.layer == layer && $0.place.level == level }.map(compile))
        }
    }

    private func compile(_ entry: Entry) -> CompiledPolicy {
        CompiledPolicy(entry.document, identifier: entry.file ?? entry.place.description)
    }
}
