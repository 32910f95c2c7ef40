extension StructureSchema {
    /// Whether values satisfy every constraint, without a thought for how to word what is wrong: the way of nearly
    /// every request.
    func isSatisfied(by values: [WireValue?]) -> Bool {
        for (member, value) in zip(members, values) {
            guard let value else {
                if member.isRequired { return false }
                continue
            }
            guard member.shape.isSatisfied(by: value) else { return false }
        }
        return true
    }
}

extension Shape {
    fileprivate func isSatisfied(by value: WireValue) -> Bool {
        guard constraints.allSatisfy({ $0.isSatisfied(by: value) }) else { return false }
        return switch (value, self) {
        case (.structure(let values), .structure(let type)): type.schema.isSatisfied(by: values)
        case (.list(let items), .list(let element, _, _)): items.allSatisfy(element.isSatisfied)
        case (.map(let entries), .map(let key, let element, _, _, _)):
            entries.allSatisfy { key.isSatisfied(by: .string($0.key)) && element.isSatisfied(by: $0.value) }
        default: true
        }
    }
}
