/// The members of a structure shape, in the model's order.
///
/// Immutable, and a class so that the codecs can pass it on for the price of one reference.
package final class StructureSchema: Sendable {
    /// The shape's name in the model, such as `CreateUserRequest`.
    package let name: String
    package let members: [MemberSchema]
    /// The place in ``members`` of the one that is the whole HTTP body; nil when the body is a document of members.
    package let payload: Int?

    package init(_ name: String, _ members: [MemberSchema], payload: Int? = nil) {
        self.name = name
        self.members = members
        self.payload = payload
    }
}
