/// Cuts policies down as long as engine and reference evaluator still disagree about a request.
struct ReferenceShrinker {
    let request: ReferenceRequest

    /// - Returns: policies none of whose layers, documents, statements or condition operators can be left out.
    func shrink(_ policies: ReferencePolicies) -> ReferencePolicies {
        var smallest = policies
        while let smaller = smallest.reductions.first(where: disagrees) { smallest = smaller }
        return smallest
    }

    private func disagrees(_ policies: ReferencePolicies) -> Bool {
        guard let actual = try? ReferenceEngine(policies, for: request).decide(request) else { return false }
        return actual != ReferenceEvaluator(request: request, policies: policies).decide()
    }
}

extension ReferencePolicies {
    /// Every way to leave out one layer, document, statement or condition.
    fileprivate var reductions: [ReferencePolicies] {
        let lists: [WritableKeyPath<Self, [ReferenceJSON]?>] = [\.session, \.vpcEndpoint]
        let singles: [WritableKeyPath<Self, ReferenceJSON?>] = [\.boundary, \.resource]
        let levels: [WritableKeyPath<Self, [[ReferenceJSON]]?>] = [\.serviceControl, \.resourceControl]
        return variants(\.identity, identity.withoutOneOrReduced)
            + lists.flatMap { path in variants(path, self[keyPath: path].map { [nil] + $0.withoutOneOrReduced } ?? []) }
            + singles.flatMap { path in variants(path, self[keyPath: path].map { [nil] + $0.reductions } ?? []) }
            + levels.flatMap { path in variants(path, self[keyPath: path].map { [nil] + $0.reducedLevels } ?? []) }
    }

    private func variants<Value>(_ path: WritableKeyPath<Self, Value>, _ values: [Value]) -> [ReferencePolicies] {
        values.map { value in
            var copy = self
            copy[keyPath: path] = value
            return copy
        }
    }
}

extension [ReferenceJSON] {
    fileprivate var withoutOneOrReduced: [[ReferenceJSON]] {
        indices.flatMap { index in
            var shorter = self
            shorter.remove(at: index)
            return [shorter]
                + self[index].reductions.map { reduced in
                    var copy = self
                    copy[index] = reduced
                    return copy
                }
        }
    }
}

extension [[ReferenceJSON]] {
    fileprivate var reducedLevels: [[[ReferenceJSON]]] {
        indices.flatMap { index in
            var shorter = self
            shorter.remove(at: index)
            return [shorter]
                + self[index].withoutOneOrReduced.map { reduced in
                    var copy = self
                    copy[index] = reduced
                    return copy
                }
        }
    }
}

extension ReferenceJSON {
    /// Every way to leave out one statement of a document, or one value, key or operator inside a statement.
    fileprivate var reductions: [ReferenceJSON] {
        switch self {
        case .object(let members):
            members.flatMap { name, value in
                let rest = members.filter { $0.key != name }
                let reduced = value.reductions.map { ReferenceJSON.object(rest.merging([name: $0]) { $1 }) }
                return Self.canBeLeftOut(name) ? [.object(rest)] + reduced : reduced
            }
        case .array(let elements) where elements.count > 1: elements.withoutOneOrReduced.map(ReferenceJSON.array)
        case .array(let elements): elements.flatMap(\.reductions).map { .array([$0]) }
        case .null, .bool, .number, .string: []
        }
    }

    /// Conditions, their operators and their keys; a statement needs everything else.
    private static func canBeLeftOut(_ name: String) -> Bool {
        !["Version", "Statement", "Effect", "AWS", "Service", "Federated"].contains(name)
            && !["Action", "Resource", "Principal"].contains { name.hasSuffix($0) }
    }
}
