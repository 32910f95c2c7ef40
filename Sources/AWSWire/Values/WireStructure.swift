/// A Swift struct that stands for a structure shape; its schema, reading and writing are generated.
package protocol WireStructure: WireConvertible {
    /// The members with their names, places and constraints.
    static var schema: StructureSchema { get }

    /// Takes the members from `members` in the schema's order.
    init(from members: inout MemberReader) throws(ShapeMismatch)

    /// Puts the members into `members` in the schema's order.
    func write(to members: inout MemberWriter)
}

extension WireStructure {
    package var wireValue: WireValue {
        var members = MemberWriter(capacity: Self.schema.members.count)
        write(to: &members)
        return .structure(members.values)
    }

    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .structure(let values) = wireValue, values.count == Self.schema.members.count else {
            throw ShapeMismatch(expected: Self.self)
        }
        var members = MemberReader(values: values)
        try self.init(from: &members)
    }
}
