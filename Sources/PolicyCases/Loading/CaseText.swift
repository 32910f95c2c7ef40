/// A text that holds cases, in any of the forms that cases come in.
package struct CaseText: Sendable {
    /// Path of the file, or `-` for standard input.
    package let file: String
    package let bytes: [UInt8]

    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    /// How the cases are written down.
    package enum Format: Sendable {
        /// An array of cases, or cases one behind the other.
        case json
        /// One case a line.
        case jsonLines
        case yaml
    }

    /// The format that the name of the file, or else the beginning of the text, speaks for.
    package var format: Format {
        switch file.split(separator: ".").last {
        case "jsonl", "ndjson": return .jsonLines
        case "yaml", "yml": return .yaml
        default: break
        }
        switch bytes.first(where: { !$0.isJSONSpace }) {
        case UInt8(ascii: "["), nil: return .json
        case UInt8(ascii: "{"): return isWrittenInLines ? .jsonLines : .json
        default: return .yaml
        }
    }

    /// The cases in the order of the text.
    package func cases() -> [LoadedCase] {
        switch format {
        case .json: loadJSON()
        case .jsonLines: loadLines()
        case .yaml: loadYAML()
        }
    }

    /// Several lines that start with a brace, or one line that is complete.
    private var isWrittenInLines: Bool {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy(\.isJSONSpace) }
        if lines.count > 1, lines[1].first == UInt8(ascii: "{") { return true }
        return (try? JSONSlice(Array(lines[0]))) != nil
    }

    private func loadJSON() -> [LoadedCase] {
        let (items, failure) = JSONSlice.items(in: bytes)
        let lines = lines(of: items.map(\.offset) + (failure.map { [$0.offset] } ?? []))
        let cases = zip(items, lines).map { LoadedCase($0, at: CaseOrigin(file: file, line: $1)) }
        guard let failure, let line = lines.last else { return cases }
        return cases + [LoadedCase(unreadable: failure.reason, at: CaseOrigin(file: file, line: line))]
    }

    /// The lines of places in the text that follow each other; counted from 1.
    private func lines(of offsets: [Int]) -> [Int] {
        var line = 1
        var position = 0
        return offsets.map { offset in
            line += bytes[position..<offset].count { $0 == UInt8(ascii: "\n") }
            position = offset
            return line
        }
    }

    private func loadLines() -> [LoadedCase] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(\.isJSONSpace) }
            .map { number, line in
                let origin = CaseOrigin(file: file, line: number + 1)
                do throws(CaseError) {
                    return LoadedCase(try JSONSlice(Array(line)), at: origin)
                } catch {
                    return LoadedCase(unreadable: error, at: origin)
                }
            }
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
