/// The parameters of a query request as the tree that the dots in their names spell:
/// `Tags.member.1.Key` is the value of `Key` under `1` under `member` under `Tags`.
struct QueryParameterTree: Sendable {
    /// The text of the parameter that ends here; nil when only longer names pass through.
    private(set) var text: String?
    private var children: [String: QueryParameterTree] = [:]

    /// Names deeper than this are not AWS's; refusing them bounds the recursion over hostile names.
    static let depthLimit = 32

    /// Builds the tree; the first of several parameters with one name counts.
    ///
    /// - Throws: ``DecodingFault`` when a name has more than ``depthLimit`` parts.
    init(_ form: FormItems) throws(DecodingFault) {
        for item in form.items {
            let path = item.name.split(separator: ".", omittingEmptySubsequences: false)
            guard path.count <= Self.depthLimit else { throw .malformed("Parameter name is nested too deeply") }
            insert(item.value, at: path[...])
        }
    }

    private init() {}

    /// What stands under `name`; nil when no parameter begins so.
    subscript(name: String) -> QueryParameterTree? { children[name] }

    /// The children with the numbers 1, 2, 3 … as names, in the order of their numbers. AWS does not ask that no
    /// number is left out.
    var numbered: [QueryParameterTree] {
        children
            .compactMap { name, child in Int(name).map { (number: $0, child: child) } }
            .filter { $0.number > 0 }
            .sorted { $0.number < $1.number }
            .map(\.child)
    }

    private mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
        guard let name = path.first else {
            text = text ?? value
            return
        }
        children[String(name), default: QueryParameterTree()].insert(value, at: path.dropFirst())
    }
}
