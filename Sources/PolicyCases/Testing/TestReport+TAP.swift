extension TestReport {
    /// <https://testanything.org/tap-version-14-specification.html>
    var tap: String {
        let lines = results.enumerated().flatMap { number, result in
            let mark = result.meetsExpectation ? "ok" : "not ok"
            let title = [result.title, result.name].compactMap(\.self).joined(separator: " – ")
            return ["\(mark) \(number + 1) - \(Self.escaped(title))"] + Self.diagnostics(result)
        }
        return (["TAP version 14", "1..\(results.count)"] + lines).joined(separator: "\n") + "\n"
    }

    private static func diagnostics(_ result: CaseResult) -> [String] {
        guard !result.meetsExpectation else { return [] }
        let message = JSONValue.string(result.details.joined(separator: "; ")).text
        return ["  ---", "  message: \(message)", "  at: \(JSONValue.string(result.origin.description).text)", "  ..."]
    }

    /// `#` would start a directive.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
    }
}
