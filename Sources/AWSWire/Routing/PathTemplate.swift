/// A path template of a model, taken apart: `/2018-10-31/layers/{LayerName}/versions?find=LayerVersion`.
struct PathTemplate: Sendable {
    let segments: [Segment]
    /// Query items that must stand in the request with exactly this value.
    let constants: [(name: String, value: String)]

    enum Segment: Sendable, Equatable {
        case literal(String)
        case label(String)
        /// Takes all segments that are left, slashes included; only the last one may.
        case greedyLabel(String)
    }

    init(_ uri: String) {
        let parts = uri.split(separator: "?", maxSplits: 1)
        segments = parts[0].split(separator: "/").map(Self.segment)
        constants = parts.dropFirst().flatMap { $0.split(separator: "&") }.map { item in
            let pair = item.split(separator: "=", maxSplits: 1)
            return (String(pair[0]), pair.count > 1 ? String(pair[1]) : "")
        }
    }

    /// The names of the labels in the order of the path.
    var labelNames: [String] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .label(let name), .greedyLabel(let name): name
            }
        }
    }

    private static func segment(_ text: Substring) -> Segment {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return .literal(String(text)) }
        let name = text.dropFirst().dropLast()
        return name.hasSuffix("+") ? .greedyLabel(String(name.dropLast())) : .label(String(name))
    }
}
