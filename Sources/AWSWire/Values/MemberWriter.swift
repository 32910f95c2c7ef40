/// Collects the members of a structure value one after the other.
package struct MemberWriter: Sendable {
    private(set) var values: [WireValue?] = []

    init(capacity: Int) {
        values.reserveCapacity(capacity)
    }

    /// Puts the next member; nil leaves it absent.
    package mutating func put(_ member: (some WireWritable)?) {
        values.append(member?.wireValue)
    }
}
