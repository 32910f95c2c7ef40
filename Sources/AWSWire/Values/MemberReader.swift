/// Hands out the members of a structure value one after the other.
package struct MemberReader: Sendable {
    private var rest: ArraySlice<WireValue?>

    init(values: [WireValue?]) {
        rest = values[...]
    }

    /// The next member, which the model does not require; nil when it is absent.
    package mutating func next<Member: WireReadable>() throws(ShapeMismatch) -> Member? {
        guard let value = rest.popFirst() else { throw ShapeMismatch(expected: Member.self) }
        guard let value else { return nil }
        return try Member(wireValue: value)
    }

    /// The next member, which the model requires; validation has found it present.
    package mutating func required<Member: WireReadable>() throws(ShapeMismatch) -> Member {
        guard let member: Member = try next() else { throw ShapeMismatch(expected: Member.self) }
        return member
    }
}
