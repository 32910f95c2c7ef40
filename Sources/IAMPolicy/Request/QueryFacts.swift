/// A query laid out for deciding: bytes, and rows that refer to them.
struct QueryFacts: ~Copyable, Sendable {
    /// The folded action among the context's bytes.
    let action: IndexRange
    let actionHash: UInt64
    /// The resource among the context's bytes.
    let resource: IndexRange
    /// Bytes of the resource up to its fifth colon, all of them when it has fewer.
    let resourcePartOffset: Int
    /// What follows from action, resource and caller before any policy is read.
    let traits: QueryTraits
    let caller: CallerTraits
    let identities: CallerIdentities
    /// The context's keys and values, and the texts of the query.
    let context: ContextStorage

    init(
        action: String,
        resource: String,
        resourceAccount: String?,
        caller: Caller,
        context: consuming ContextStorage
    ) {
        let actionRange = context.storeFolded(action)
        let resourceRange = context.store(resource)
        let derived = Derived(context, actionRange, resourceRange, resourceAccount, caller.account)
        self.action = actionRange
        self.resource = resourceRange
        actionHash = derived.actionHash
        resourcePartOffset = derived.resourcePartOffset
        traits = derived.traits
        self.caller = caller.traits
        identities = caller.identities
        self.context = context
    }

    /// What is computed from the texts.
    private struct Derived {
        let actionHash: UInt64
        let resourcePartOffset: Int
        let traits: QueryTraits

        init(
            _ storage: borrowing ContextStorage,
            _ action: IndexRange,
            _ resource: IndexRange,
            _ resourceAccount: String?,
            _ principalAccount: String?
        ) {
            let bytes = storage.bytes.span
            let actionText = bytes.extracting(action.bounds)
            let resourceText = bytes.extracting(resource.bounds)
            let fields = ARNFields(resourceText)
            actionHash = hashIgnoringCase(actionText)
            resourcePartOffset = fields?.resource.lowerBound ?? resourceText.index(afterColons: 5)
            traits = QueryTraits(
                action: actionText,
                resource: resourceText,
                fields: fields,
                resourceAccount: resourceAccount,
                principalAccount: principalAccount
            )
        }
    }
}

/// What copies of a query share, so that passing a query about costs one reference.
final class PreparedQuery: Sendable {
    let action: String
    let resource: String
    /// The owner as given.
    let resourceAccount: String?
    let caller: Caller
    let facts: QueryFacts

    init(action: String, resource: String, resourceAccount: String?, context: consuming RequestContext) {
        self.action = action
        self.resource = resource
        self.resourceAccount = resourceAccount
        caller = context.caller
        facts = QueryFacts(
            action: action,
            resource: resource,
            resourceAccount: resourceAccount,
            caller: caller,
            context: context.takeStorage()
        )
    }
}
