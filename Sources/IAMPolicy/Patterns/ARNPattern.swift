/// Whether the value of an ARN operator can be matched component by component.
enum ARNPattern {
    /// An ARN with six components, `*`, or anything that starts with a variable, whose value may be an ARN.
    static func isPlausible(_ value: String, expandsVariables: Bool) -> Bool {
        if value == "*" { return true }
        if expandsVariables, value.hasVariableMark { return true }
        return value.utf8.count { $0 == UInt8(ascii: ":") } >= 5
    }
}
