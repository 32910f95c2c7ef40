extension ReferencePolicies {
    /// The same policies with a statement more in the identity policies.
    func adding(_ statement: ReferenceJSON) -> ReferencePolicies {
        var copy = self
        copy.identity.append(["Version": "2012-10-17", "Statement": [statement]])
        return copy
    }

    /// The same policies with documents, and the statements in them, in another order.
    func shuffled(using random: inout ReferenceRandom) -> ReferencePolicies {
        let shuffle = { (documents: [ReferenceJSON], random: inout ReferenceRandom) in
            documents.map { $0.shufflingStatements(using: &random) }.shuffled(using: &random)
        }
        var copy = self
        copy.identity = shuffle(identity, &random)
        copy.session = session.map { shuffle($0, &random) }
        copy.boundary = boundary?.shufflingStatements(using: &random)
        copy.resource = resource?.shufflingStatements(using: &random)
        copy.serviceControl = serviceControl.map { levels in
            levels.map { shuffle($0, &random) }.shuffled(using: &random)
        }
        copy.resourceControl = resourceControl.map { levels in
            levels.map { shuffle($0, &random) }.shuffled(using: &random)
        }
        return copy
    }
}

extension ReferenceJSON {
    fileprivate func shufflingStatements(using random: inout ReferenceRandom) -> ReferenceJSON {
        guard case .object(var members) = self, case .array(let statements)? = members["Statement"] else { return self }
        members["Statement"] = .array(statements.shuffled(using: &random))
        return .object(members)
    }
}
