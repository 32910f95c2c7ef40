/// A statement by its place among the policies, with the effect it is said to have.
struct ReferencePlace: Hashable {
    let layer: ReferenceLayer
    /// Level of a control policy; 0 in other layers.
    let level: Int
    let document: Int
    let statement: Int
    let effect: ReferenceStatement.Effect
}

extension ReferenceEvaluator {
    /// Whether there is such a statement, and it has its say on the request.
    func finds(_ place: ReferencePlace) -> Bool {
        let levels = policies.levels(of: place.layer)
        guard levels.indices.contains(place.level), levels[place.level].indices.contains(place.document) else {
            return false
        }
        let statements = ReferenceStatement.all(in: levels[place.level][place.document])
        guard statements.indices.contains(place.statement) else { return false }
        let statement = statements[place.statement]
        return statement.effect == place.effect && hasItsSay(statement, in: place.layer)
    }

    private func hasItsSay(_ statement: ReferenceStatement, in layer: ReferenceLayer) -> Bool {
        let namesPrincipals = [.resource, .resourceControl, .vpcEndpoint].contains(layer)
        return statement.applies(to: request) && (!namesPrincipals || !matches(of: statement).isEmpty)
    }
}

extension ReferencePolicies {
    /// The documents of a layer, level by level; layers without levels have one.
    fileprivate func levels(of layer: ReferenceLayer) -> [[ReferenceJSON]] {
        switch layer {
        case .identity: [identity]
        case .boundary: [boundary.map { [$0] } ?? []]
        case .session: [session ?? []]
        case .resource: [resource.map { [$0] } ?? []]
        case .serviceControl: serviceControl ?? []
        case .resourceControl: resourceControl ?? []
        case .vpcEndpoint: [vpcEndpoint ?? []]
        }
    }
}
