/// Finds the operation of a REST request by method, path and constant query items.
///
/// A tree of path segments whose depth is that of the longest template, so that a long hostile path costs no more
/// steps than a legitimate one.
struct RESTRouter: Sendable {
    private var root = Node()

    /// What was found: the operation and the texts of its labels, still percent-encoded.
    struct Match {
        let operation: OperationModel
        let labels: [(name: String, rawValue: Substring)]
    }

    private struct Node: Sendable {
        var literals: [String: Node] = [:]
        /// What follows a segment that fills a label.
        var label: [Node] = []
        /// Operations whose greedy label takes what is left of the path here.
        var greedyRoutes: [Route] = []
        /// Operations whose template ends here.
        var routes: [Route] = []
    }

    private struct Route: Sendable {
        let operation: OperationModel
        let labelNames: [String]
        let constants: [(name: String, value: String)]
    }

    init(_ operations: [OperationModel]) {
        for operation in operations {
            let template = PathTemplate(operation.http.uri)
            let route = Route(
                operation: operation,
                labelNames: template.labelNames,
                constants: template.constants
            )
            Self.insert(route, at: template.segments[...], into: &root)
        }
    }

    /// The operation for a request; nil when the service serves none there. Of several at one path, the one wins that
    /// asks for more constant query items.
    func match(method: String, rawPath: String, query: FormItems) -> Match? {
        let slash = UInt8(ascii: "/")
        var segments = rawPath.utf8.split(separator: slash, omittingEmptySubsequences: false).map(Substring.init)[...]
        // What stands before the first slash is no segment.
        segments = segments.dropFirst()
        // Older clients end collection paths with a slash.
        if segments.count > 1, segments.last == "" { segments = segments.dropLast() }
        return find(method, segments, in: root, labels: [], query: query)
    }

    private static func insert(_ route: Route, at segments: ArraySlice<PathTemplate.Segment>, into node: inout Node) {
        switch segments.first {
        case nil: node.routes.append(route)
        case .greedyLabel: node.greedyRoutes.append(route)
        case .literal(let text):
            insert(route, at: segments.dropFirst(), into: &node.literals[text, default: Node()])
        case .label:
            if node.label.isEmpty { node.label.append(Node()) }
            insert(route, at: segments.dropFirst(), into: &node.label[0])
        }
    }

    private func find(
        _ method: String,
        _ segments: ArraySlice<Substring>,
        in node: Node,
        labels: [Substring],
        query: FormItems
    ) -> Match? {
        guard let segment = segments.first else {
            return choose(from: node.routes, method, labels: labels, query: query)
        }
        if let next = node.literals[String(segment)],
            let match = find(method, segments.dropFirst(), in: next, labels: labels, query: query)
        {
            return match
        }
        if !segment.isEmpty, let next = node.label.first,
            let match = find(method, segments.dropFirst(), in: next, labels: labels + [segment], query: query)
        {
            return match
        }
        let rest = segment.base[segment.startIndex...]
        return rest.isEmpty ? nil : choose(from: node.greedyRoutes, method, labels: labels + [rest], query: query)
    }

    private func choose(from routes: [Route], _ method: String, labels: [Substring], query: FormItems) -> Match? {
        routes
            .filter { route in
                route.operation.http.method == method
                    && route.constants.allSatisfy { query.first($0.name) == $0.value }
            }
            .max { $0.constants.count < $1.constants.count }
            .map { route in
                Match(operation: route.operation, labels: zip(route.labelNames, labels).map { ($0, $1) })
            }
    }
}
