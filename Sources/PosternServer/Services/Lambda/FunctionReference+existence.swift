import StateStore

extension FunctionReference {
    /// Whether there is such a function and, of it, the version or alias that is named.
    func exists(in functions: FunctionState) -> Bool {
        guard let function = functions.functions[name, in: scope] else { return false }
        return functions.target(of: function, qualifier: qualifier) != nil
    }
}
