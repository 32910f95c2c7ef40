/// Where a case was read from.
package struct CaseOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Path of the file, or `-` for standard input.
    package let file: String
    /// Line on which the case starts, counted from 1.
    package let line: Int

    package var description: String { "\(file):\(line)" }
}
