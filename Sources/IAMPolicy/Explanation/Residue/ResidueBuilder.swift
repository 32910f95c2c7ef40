/// Evaluates policies as far as the known keys go, and keeps the questions about the others.
struct ResidueBuilder {
    private let query: AuthorizationQuery
    private let policies: EvaluationPolicies
    /// Folded names.
    private let unknownKeys: Set<String>

    init(_ query: AuthorizationQuery, _ policies: EvaluationPolicies, unknownKeys: [String]) {
        self.query = query
        self.policies = policies
        self.unknownKeys = Set(unknownKeys.map { $0.lowercased() })
    }

    /// The expression under which ``Authorizer/decide(_:_:)`` allows the request.
    func build() -> Residue {
        let traits = query.facts.traits
        let caller = query.facts.caller
        if traits.needsNoPermission, caller.isAuthenticated { return .always }
        let guardrails =
            serviceControl(caller) + resourceControl() + [policies.vpcEndpoint.map(residue)].compactMap(\.self)
        let identity = policies.identity.map(residue) ?? .silent
        let bounds = bounds(caller)
        let resource = policies.resource.map(residue) ?? .silent
        let evaluated = (caller.hasIdentityPolicies ? [identity] + bounds : []) + guardrails + [resource]
        let isBounded = caller.hasIdentityPolicies ? withinBounds(bounds, caller) : .always
        let mayAct = caller.hasIdentityPolicies ? Residue.every([identity.allow, isBounded]) : .always
        return .every(
            evaluated.map(\.deny.negated) + guardrails.map(\.allow)
                + [granted(by: resource, mayAct: mayAct, isBounded: isBounded)]
        )
    }

    /// The documented matrix of same-account and cross-account requests; see ``LayerEvaluation``.
    private func granted(by resource: LayerResidue, mayAct: Residue, isBounded: Residue) -> Residue {
        let traits = query.facts.traits
        let caller = query.facts.caller
        if caller.isRoot, traits.isRoleTrust { return .never }
        guard caller.hasAccount else { return resource.allow }
        guard traits.isSameAccount else { return .every([mayAct, resource.allow]) }
        let handedOn: Residue = traits.needsResourcePolicy ? .every([resource.allow, mayAct]) : mayAct
        return .some([resource.direct, .every([resource.issuer, isBounded]), handedOn])
    }

    // MARK: - Layers

    /// Boundary and session policies.
    private func bounds(_ caller: CallerTraits) -> [LayerResidue] {
        var bounds: [LayerResidue] = []
        if let set = policies.permissionsBoundary, !caller.isServiceLinkedRole { bounds.append(residue(set)) }
        if let set = policies.session { bounds.append(residue(set)) }
        return bounds
    }

    /// Whether boundary and session policies let the issuer's permissions pass; a federated user needs session policies.
    private func withinBounds(_ bounds: [LayerResidue], _ caller: CallerTraits) -> Residue {
        caller.isFederatedUser && policies.session == nil ? .never : .every(bounds.map(\.allow))
    }

    private func serviceControl(_ caller: CallerTraits) -> [LayerResidue] {
        caller.isBoundByServiceControl ? (policies.serviceControl ?? []).map(residue) : []
    }

    /// `RCPFullAWSAccess` allows everything at every level.
    private func resourceControl() -> [LayerResidue] {
        guard ResourceControlScope.covers(query.facts) else { return [] }
        return (policies.resourceControl ?? []).map { level in
            var residue = residue(level)
            residue.direct = .always
            return residue
        }
    }

    private func residue(_ set: PolicySet) -> LayerResidue {
        var layer = LayerResidue.silent
        for policy in set.policies {
            guard case .success(let document) = policy.document else {
                layer.deny = .always
                continue
            }
            for (index, statement) in document.statements.enumerated()
            where policy.covers(query.facts, statement: index) {
                layer.add(
                    residue(statement, document.version),
                    statement.effect.value,
                    grant(statement, document.version)
                )
            }
        }
        return layer
    }

    private func grant(_ statement: PolicyStatement, _ version: PolicyDocument.Version) -> Grant {
        let caller = query.facts.caller
        let hasBoundary =
            policies.permissionsBoundary != nil && caller.hasIdentityPolicies && !caller.isServiceLinkedRole
        return InspectedStatement(statement, version, query, hasBoundary: hasBoundary).grant
    }

    // MARK: - Statements

    /// When the statement's resource and conditions match.
    private func residue(_ statement: PolicyStatement, _ version: PolicyDocument.Version) -> Residue {
        let inspected = InspectedStatement(statement, version, query, hasBoundary: false)
        let effect = statement.effect.value
        let conditions = statement.conditions.enumerated().map { index, clause -> Residue in
            guard isOpen(clause, version) else { return inspected.conditionHolds(index) ? .always : .never }
            let subject = ResidueCondition.Subject.clause(
                clause.operation.value,
                key: clause.key.value,
                values: clause.values.map(\.value)
            )
            return .condition(ResidueCondition(subject: subject, effect: effect, version: version))
        }
        return .every([resource(statement, version, inspected)] + conditions)
    }

    private func resource(
        _ statement: PolicyStatement,
        _ version: PolicyDocument.Version,
        _ inspected: InspectedStatement
    ) -> Residue {
        guard let resource = statement.resource, resource.patterns.contains(where: { isOpen($0.value, version) }) else {
            return inspected.resourceMatches ? .always : .never
        }
        let matches = Residue.some(
            resource.patterns.map { pattern in
                let subject = ResidueCondition.Subject.resource(pattern.value, isComplement: resource.isComplement)
                let condition = ResidueCondition(subject: subject, effect: statement.effect.value, version: version)
                guard isOpen(pattern.value, version) else { return condition.holds(for: query) ? .always : .never }
                return .condition(condition)
            }
        )
        return resource.isComplement ? matches.negated : matches
    }

    private func isOpen(_ clause: ConditionClause, _ version: PolicyDocument.Version) -> Bool {
        unknownKeys.contains(clause.key.value.lowercased())
            || (clause.operation.value.comparison.traits.takesPatterns
                && clause.values.contains { isOpen($0.value, version) })
    }

    /// Whether a pattern has a variable whose key is unknown.
    private func isOpen(_ pattern: String, _ version: PolicyDocument.Version) -> Bool {
        guard version == .v2012, pattern.hasVariableMark else { return false }
        let pieces = try? PatternSyntax(scope: .glob, expandsVariables: true).parse(pattern)
        return (pieces ?? []).contains { piece in
            if case .variable(let key, _) = piece { unknownKeys.contains(key.lowercased()) } else { false }
        }
    }
}
