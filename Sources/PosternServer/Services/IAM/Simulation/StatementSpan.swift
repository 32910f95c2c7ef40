import IAMPolicy

/// From where to where a statement stands in its document, as AWS's simulator counts: lines and columns from one, the end
/// just behind the closing brace. A statement that is not in an array begins behind its opening brace.
///
/// The counting is that of the example in
/// <https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html>.
struct StatementSpan: Equatable {
    let start: SourceLocation
    let end: SourceLocation

    /// - Parameters:
    ///   - location: of the opening brace.
    ///   - text: valid JSON.
    init?(startingAt location: SourceLocation, in text: String) {
        var scanner = Scanner()
        for character in text.unicodeScalars {
            let isStart = scanner.location == location
            if isStart { scanner.depth = 0 }
            let depth = scanner.read(character)
            if isStart { scanner.isInside = true }
            guard scanner.isInside, depth == 0 else { continue }
            let column = scanner.isAlone ? location.column + 1 : location.column
            start = SourceLocation(line: location.line, column: column)
            end = scanner.location
            return
        }
        return nil
    }

    /// Reads JSON scalar by scalar and knows where it is.
    private struct Scanner {
        private(set) var line = 1
        private(set) var column = 1
        var depth = 0
        /// Whether the statement has begun.
        var isInside = false
        /// Whether a colon, not an array, came before the statement.
        private(set) var isAlone = false
        private var isInString = false
        private var isEscaped = false

        var location: SourceLocation { SourceLocation(line: line, column: column) }

        /// - Returns: how many braces are open behind the scalar.
        mutating func read(_ scalar: Unicode.Scalar) -> Int {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            if isInString { readInString(scalar) } else { readOutside(scalar) }
            return isInString || !"{}".unicodeScalars.contains(scalar) ? max(depth, 1) : depth
        }

        private mutating func readInString(_ scalar: Unicode.Scalar) {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isInString = false
            }
        }

        private mutating func readOutside(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "\"": isInString = true
            case "{": depth += 1
            case "}": depth -= 1
            case ":" where !isInside: isAlone = true
            case "[", ",": if !isInside { isAlone = false }
            default: break
            }
        }
    }
}
