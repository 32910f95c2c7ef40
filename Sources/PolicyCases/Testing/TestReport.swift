/// What became of the cases of one `postern test` run.
package struct TestReport: Sendable {
    /// In the order in which the cases were read.
    package let results: [CaseResult]

    /// Runs every case.
    package init(running cases: [LoadedCase]) {
        results = cases.map(CaseResult.init(running:))
    }

    package var failures: [CaseResult] { results.filter { !$0.meetsExpectation } }

    /// How a report is written.
    package enum Format: String, Sendable, CaseIterable {
        /// Failures and a count, for people.
        case human
        /// Test Anything Protocol, version 14.
        case tap
        /// The XML that build servers read.
        case junit
        /// One object with every result.
        case json
    }

    /// The report, with a line break at its end.
    ///
    /// - Parameter isColoured: whether the human form may use terminal colours.
    package func text(_ format: Format, isColoured: Bool = false) -> String {
        switch format {
        case .human: human(isColoured: isColoured)
        case .tap: tap
        case .junit: junit
        case .json: json.text + "\n"
        }
    }

    /// `3 cases: 2 as expected, 1 not`.
    package var summary: String {
        let failed = failures.count
        let cases = results.count == 1 ? "1 case" : "\(results.count) cases"
        return "\(cases): \(results.count - failed) as expected, \(failed) not"
    }
}
