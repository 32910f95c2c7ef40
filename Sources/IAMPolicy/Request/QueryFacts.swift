/// A query laid out for deciding: bytes, and rows that refer to them.
struct QueryFacts: ~Copyable, Sendable {
    /// The folded action, then the resource.
    let text: [UInt8]
    let action: IndexRange
    let actionHash: UInt64
    let resource: IndexRange
    /// Bytes of the resource up to its fifth colon, all of them when it has fewer.
    let resourcePartOffset: Int
    /// What follows from action, resource and caller before any policy is read.
    let traits: QueryTraits
    let caller: CallerTraits
    let identities: CallerIdentities
    let requestContext: RequestContext

    var context: ContextStorage {
        _read { yield requestContext.storage }
    }

    init(action: String, resource: String, resourceAccount: String?, context: RequestContext) {
        var text: [UInt8] = []
        text.reserveCapacity(action.utf8.count + resource.utf8.count)
        text.append(contentsOf: action.utf8)
        self.action = IndexRange(start: 0, count: text.count)
        text.fold(self.action.bounds)
        text.append(contentsOf: resource.utf8)
        self.resource = IndexRange(start: Int(self.action.count), count: text.count - Int(self.action.count))
        let actionText = text.span.extracting(self.action.bounds)
        let resourceText = text.span.extracting(self.resource.bounds)
        let fields = ARNFields(resourceText)
        resourcePartOffset = fields?.resource.lowerBound ?? resourceText.index(afterColons: 5)
        traits = QueryTraits(
            action: actionText,
            resource: resourceText,
            fields: fields,
            resourceAccount: resourceAccount,
            principalAccount: context.caller.account
        )
        actionHash = hashFolded(actionText)
        self.text = text
        caller = context.caller.traits
        identities = context.caller.identities
        requestContext = context
    }
}

/// What copies of a query share, so that passing a query about costs one reference.
final class PreparedQuery: Sendable {
    let action: String
    let resource: String
    /// The owner as given.
    let resourceAccount: String?
    let facts: QueryFacts

    init(action: String, resource: String, resourceAccount: String?, context: RequestContext) {
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        facts = QueryFacts(action: action, resource: resource, resourceAccount: resourceAccount, context: context)
    }
}
