import StateStore

extension FunctionReference {
    /// Whether there is such a function and, of it, the version or alias that is named.
    func exists(in functions: FunctionState) -> Bool {
        guard functions.functions[name, in: scope] != nil else { return false }
        return qualifier == nil || qualifier == "$LATEST"
    }
}
