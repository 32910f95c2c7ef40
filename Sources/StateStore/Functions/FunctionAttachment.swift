/// What is configured of a function, or of one of its versions or aliases, beside it: it goes when they go.
package protocol FunctionAttachment: StoredEntity {
    var functionName: String { get }
    /// A version, an alias or `$LATEST`; nil for the function as such.
    var qualifier: String? { get }
}

extension FunctionAttachment {
    /// `NAME` or `NAME:QUALIFIER`; function names have no colon.
    package var id: String { Self.id(functionName, qualifier) }

    package static func id(_ functionName: String, _ qualifier: String?) -> String {
        qualifier.map { "\(functionName):\($0)" } ?? functionName
    }

    /// The ARN of what it is attached to.
    package var functionARN: String {
        "arn:aws:lambda:\(scope.region):\(scope.accountID):function:\(id)"
    }
}

extension EntityTable where Entity: FunctionAttachment {
    package subscript(functionName: String, qualifier: String?, in scope: Scope) -> Entity? {
        self[Entity.id(functionName, qualifier), in: scope]
    }

    /// Everything attached to one function: the unqualified first, then `$LATEST`, versions and aliases in order.
    package func attached(to functionName: String, in scope: Scope) -> [Entity] {
        all(in: scope).filter { $0.functionName == functionName }.sorted { $0.id < $1.id }
    }
}
