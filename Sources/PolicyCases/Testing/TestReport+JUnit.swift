extension TestReport {
    /// One suite for each file, as build servers expect it.
    var junit: String {
        let files = results.reduce(into: [String]()) { files, result in
            if !files.contains(result.origin.file) { files.append(result.origin.file) }
        }
        let suites = files.map { file in suite(file, results.filter { $0.origin.file == file }) }
        let counts = "tests=\"\(results.count)\" failures=\"\(failures.count)\""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts)>\n" + suites.joined()
            + "</testsuites>\n"
    }

    private func suite(_ file: String, _ results: [CaseResult]) -> String {
        let failed = results.count { !$0.meetsExpectation }
        let counts = "tests=\"\(results.count)\" failures=\"\(failed)\""
        let cases = results.map { testCase($0) }.joined()
        return "  <testsuite name=\"\(Self.escaped(file))\" \(counts)>\n\(cases)  </testsuite>\n"
    }

    private func testCase(_ result: CaseResult) -> String {
        let title = [result.title, result.name].compactMap(\.self).joined(separator: " – ")
        let names = "classname=\"\(Self.escaped(result.origin.file))\" name=\"\(Self.escaped(title))\""
        guard !result.meetsExpectation else { return "    <testcase \(names)/>\n" }
        let message = Self.escaped(result.details.joined(separator: "; "))
        return
            "    <testcase \(names)>\n      <failure message=\"\(message)\">\(Self.escaped(result.origin.description))"
            + "</failure>\n    </testcase>\n"
    }

    /// XML 1.0 cannot hold control characters, escaped or not.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\u{0}"..<" ": " "
            default: String(scalar)
            }
        }.joined()
    }
}
