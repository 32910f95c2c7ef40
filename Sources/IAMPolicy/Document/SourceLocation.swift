/// Where an element stands in the text of its document.
public struct SourceLocation: Sendable, Hashable {
    /// Line, counted from 1.
    public let line: Int
    /// Column in characters (Unicode scalars), counted from 1.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `line:column`, as compilers print it.
    public var description: String { "\(line):\(column)" }
}
