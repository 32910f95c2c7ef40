/// The input or output of an operation whose model has none.
package struct Unit: ReadableStructure, WritableStructure, Equatable {
    package static let schema = StructureSchema("Unit", [])

    package init() {}

    package init(from members: inout MemberReader) throws(ShapeMismatch) {}

    package func write(to members: inout MemberWriter) {}
}
