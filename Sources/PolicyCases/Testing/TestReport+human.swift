extension TestReport {
    func human(isColoured: Bool) -> String {
        let marks = isColoured ? (bad: "\u{1B}[31m✗\u{1B}[0m", good: "\u{1B}[32m✓\u{1B}[0m") : (bad: "✗", good: "✓")
        let failed = failures.map { result in
            let heading = "\(marks.bad) \(result.title)\(result.name.map { " – \($0)" } ?? "")  (\(result.origin))"
            return ([heading] + result.details.map { "    " + $0 }).joined(separator: "\n") + "\n"
        }
        return failed.joined() + "\(failures.isEmpty ? marks.good : marks.bad) \(summary)\n"
    }
}

extension CaseResult {
    /// The differences, and the words in which the decision was explained.
    var details: [String] {
        guard case .success(let outcome) = outcome, !differences.isEmpty else { return differences }
        return differences + [outcome.message]
    }
}
