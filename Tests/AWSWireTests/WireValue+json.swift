import Foundation

@testable import AWSWire

extension WireValue {
    /// A value out of the plain trees that `conformance.py` writes: blobs in base64, timestamps in milliseconds,
    /// members under the names of the model.
    init?(json: Any, _ shape: Shape) {
        switch (shape, json) {
        case (.boolean, let value as Bool): self = .boolean(value)
        case (.integer, let value as NSNumber), (.long, let value as NSNumber): self = .integer(value.int64Value)
        case (.double, let value as NSNumber): self = .double(value.doubleValue)
        case (.string, let value as String), (.enumeration, let value as String): self = .string(value)
        case (.blob, let value as String): self = .blob(Array(Data(base64Encoded: value) ?? Data()))
        case (.timestamp, let value as NSNumber):
            self = .timestamp(Timestamp(millisecondsSince1970: value.int64Value))
        case (.list(let element, _, _), let items as [Any]): self = .list(items.compactMap { .init(json: $0, element) })
        case (.map(_, let element, _, _, _), let items as [String: Any]):
            self = .map(
                items.sorted { $0.key < $1.key }.compactMap { key, item in
                    WireValue(json: item, element).map { MapEntry(key: key, value: $0) }
                }
            )
        case (.structure(let type), let members as [String: Any]):
            self = .structure(Self.members(json: members, type.schema))
        case (.document, _):
            let text = try? JSONSerialization.data(withJSONObject: json, options: [.sortedKeys, .fragmentsAllowed])
            guard let text else { return nil }
            self = .document(String(decoding: text, as: UTF8.self))
        default: return nil
        }
    }

    static func members(json members: [String: Any], _ schema: StructureSchema) -> [WireValue?] {
        schema.members.map { member in members[member.name].flatMap { WireValue(json: $0, member.shape) } }
    }

    /// The same with the entries of maps ordered by key, as Swift's dictionaries are written.
    var withSortedMaps: WireValue {
        switch self {
        case .list(let items): .list(items.map(\.withSortedMaps))
        case .structure(let members): .structure(members.map { $0?.withSortedMaps })
        case .map(let entries):
            .map(
                entries.map { MapEntry(key: $0.key, value: $0.value.withSortedMaps) }.sorted { $0.key < $1.key }
            )
        default: self
        }
    }
}
