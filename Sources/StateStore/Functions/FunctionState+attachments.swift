extension FunctionState {
    /// The changes that take away what is attached to a function, or to one of its versions or aliases alone: to be made
    /// together with the removal of what they are attached to.
    ///
    /// - Parameter qualifier: nil for the whole function.
    package func detaching(_ functionName: String, qualifier: String? = nil, in scope: Scope) -> [FunctionChange] {
        func keys<Entity: FunctionAttachment>(_ table: EntityTable<Entity>) -> [EntityKey<Entity>] {
            table.attached(to: functionName, in: scope)
                .filter { qualifier == nil || $0.qualifier == qualifier }
                .map(\.key)
        }
        return keys(urls).map { .url(.remove($0)) }
            + keys(eventInvokeConfigs).map { .eventInvokeConfig(.remove($0)) }
            + keys(provisionedConcurrency).map { .provisionedConcurrency(.remove($0)) }
    }
}
