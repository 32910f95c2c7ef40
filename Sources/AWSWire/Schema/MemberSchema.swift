/// One member of a structure shape.
///
/// Immutable, and a class so that the codecs can walk over members for the price of one reference each.
package final class MemberSchema: Sendable {
    /// The member's name in the model.
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    package let location: Location
    /// Whether the items of a list or map stand beside the other members instead of inside an element of their own.
    package let isFlattened: Bool
    /// Whether messages and logs must not repeat the value.
    package let isSensitive: Bool
    /// The member's name in bodies.
    package let bodyName: String

    /// Where in the HTTP message a REST protocol puts a member.
    package enum Location: Sendable, Equatable {
        case body
        /// The header field of this name.
        case header(String)
        /// Every header field whose name begins so; the rest of the name is the key of a map.
        case headers(prefix: String)
        /// The label of the path template with this name.
        case uri(String)
        /// The query item of this name; lists repeat it, and a map gives its keys as names.
        case query(String)
        /// The status of the answer.
        case status
        /// An attribute of the structure's XML element, such as `xsi:type`.
        case attribute(String)
    }

    package init(
        _ name: String,
        _ shape: Shape,
        required: Bool = false,
        _ location: Location = .body,
        bodyName: String? = nil,
        flattened: Bool = false,
        sensitive: Bool = false
    ) {
        self.name = name
        self.shape = shape
        isRequired = required
        self.location = location
        isFlattened = flattened
        isSensitive = sensitive
        self.bodyName = bodyName ?? name
    }
}
