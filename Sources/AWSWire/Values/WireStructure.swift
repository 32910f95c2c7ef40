/// A Swift struct that stands for a structure shape.
///
/// Most shapes only come in or only go out; a generated struct can be read, written, or both, as its operations need.
package protocol WireStructure: Sendable {
    /// The members with their names, places and constraints.
    static var schema: StructureSchema { get }
}

/// A structure that requests contain.
package protocol ReadableStructure: WireStructure, WireReadable {
    /// Takes the members from `members` in the schema's order.
    init(from members: inout MemberReader) throws(ShapeMismatch)
}

/// A structure that answers contain.
package protocol WritableStructure: WireStructure, WireWritable {
    /// Puts the members into `members` in the schema's order.
    func write(to members: inout MemberWriter)
}

extension ReadableStructure {
    package init(wireValue: WireValue) throws(ShapeMismatch) {
        guard case .structure(let values) = wireValue, values.count == Self.schema.members.count else {
            throw ShapeMismatch(expected: Self.self)
        }
        var members = MemberReader(values: values)
        try self.init(from: &members)
    }
}

extension WritableStructure {
    package var wireValue: WireValue {
        var members = MemberWriter(capacity: Self.schema.members.count)
        write(to: &members)
        return .structure(members.values)
    }
}
