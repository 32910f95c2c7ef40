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
        /// Query items and header fields that the input must have; of several operations at one place they tell the one
        /// that is meant, as S3's `PUT` of an object, a part or a copy.
        let requiredQuery: [String]
        let requiredHeaders: [String]

        var demands: Int { constants.count + requiredQuery.count + requiredHeaders.count }

        func hasConstants(_ query: FormItems) -> Bool {
            constants.allSatisfy { query.first($0.name) == $0.value }
        }

        func hasRequired(_ query: FormItems, _ headers: [WireHeader]) -> Bool {
            requiredQuery.allSatisfy { query.first($0) != nil }
                && requiredHeaders.allSatisfy { headers.first(named: $0) != nil }
        }
    }

    init(_ operations: [OperationModel]) {
        for operation in operations {
            let template = PathTemplate(operation.http.uri)
            let route = Route(
                operation: operation,
                labelNames: template.labelNames,
                constants: template.constants,
                requiredQuery: operation.input.schema.members.compactMap(\.requiredQueryItem),
                requiredHeaders: operation.input.schema.members.compactMap(\.requiredHeader)
            )
            Self.insert(route, at: template.segments[...], into: &root)
        }
    }

    /// The operation for a request; nil when the service serves none there. Of several at one path, the one wins that
    /// asks for more and gets all it asks for; where none does, the one that asks for most constant query items.
    func match(_ request: WireRequest, query: FormItems) -> Match? {
        let slash = UInt8(ascii: "/")
        var segments = request.rawPath.utf8.split(separator: slash, omittingEmptySubsequences: false).map(
            Substring.init
        )[...]
        // What stands before the first slash is no segment.
        segments = segments.dropFirst()
        // The root has no segment, and older clients end collection paths with a slash.
        if segments.last == "" { segments = segments.dropLast() }
        return find(request, segments, in: root, labels: [], query: query)
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
        _ request: WireRequest,
        _ segments: ArraySlice<Substring>,
        in node: Node,
        labels: [Substring],
        query: FormItems
    ) -> Match? {
        guard let segment = segments.first else {
            return choose(from: node.routes, request, labels: labels, query: query)
        }
        if let next = node.literals[String(segment)],
            let match = find(request, segments.dropFirst(), in: next, labels: labels, query: query)
        {
            return match
        }
        if !segment.isEmpty, let next = node.label.first,
            let match = find(request, segments.dropFirst(), in: next, labels: labels + [segment], query: query)
        {
            return match
        }
        let rest = segment.base[segment.startIndex...]
        return rest.isEmpty ? nil : choose(from: node.greedyRoutes, request, labels: labels + [rest], query: query)
    }

    private func choose(
        from routes: [Route],
        _ request: WireRequest,
        labels: [Substring],
        query: FormItems
    ) -> Match? {
        let fitting = routes.filter { $0.operation.http.method == request.method && $0.hasConstants(query) }
        let complete = fitting.filter { $0.hasRequired(query, request.headers) }.max { $0.demands < $1.demands }
        let chosen = complete ?? fitting.max { $0.constants.count < $1.constants.count }
        return chosen.map { route in
            Match(operation: route.operation, labels: zip(route.labelNames, labels).map { ($0, $1) })
        }
    }
}

extension MemberSchema {
    fileprivate var requiredQueryItem: String? {
        if case .query(let name) = location, isRequired { name } else { nil }
    }

    fileprivate var requiredHeader: String? {
        if case .header(let name) = location, isRequired { name } else { nil }
    }
}
