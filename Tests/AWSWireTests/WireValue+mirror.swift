@testable import AWSWire

extension WireValue {
    /// The value that a typed struct or one of its members holds, found by reflection: most inputs can only be read, so
    /// that nothing else can say what was put into which member.
    init?(mirroring value: Any, _ shape: Shape) {
        switch (shape, value) {
        case (_, let value as any WireEnumeration): self = .string(value.rawValue)
        case (.list(let element, _, _), let items as [Any]):
            self = .list(items.compactMap { .init(mirroring: $0, element) })
        case (.map(_, let element, _, _, _), let items as [String: Any]):
            self = .map(
                items.sorted { $0.key < $1.key }.compactMap { key, item in
                    WireValue(mirroring: item, element).map { MapEntry(key: key, value: $0) }
                }
            )
        case (.structure(let type), _): self = .structure(Self.members(mirroring: value, type.schema))
        case (_, let value as any WireWritable): self = value.wireValue
        default: return nil
        }
    }

    /// The members of a struct, which stand in the schema's order; nil where one is absent.
    static func members(mirroring structure: Any, _ schema: StructureSchema) -> [WireValue?] {
        zip(schema.members, Mirror(reflecting: structure).children).map { member, child in
            let optional = Mirror(reflecting: child.value)
            guard optional.displayStyle == .optional else { return WireValue(mirroring: child.value, member.shape) }
            return optional.children.first.flatMap { WireValue(mirroring: $0.value, member.shape) }
        }
    }
}
