import IAMPolicy

extension CaseResult {
    /// What came out otherwise than expected, one line each; empty when the case is as expected.
    package var differences: [String] {
        switch (expectation, outcome) {
        case (.failure(let error), _): ["\(error)"]
        case (.success(let expectation), .success(let outcome)): outcome.differences(from: expectation)
        case (.success(let expectation), .failure(let error)):
            expectation.verdict.map { ["expected \($0.rawValue), got error: \(error)"] } ?? []
        }
    }

    /// `allowed`, `explicitDeny`, `implicitDeny` or `error`.
    package var decision: String {
        switch outcome {
        case .success(let outcome): outcome.verdict.rawValue
        case .failure: "error"
        }
    }
}

extension CaseOutcome {
    fileprivate func differences(from expectation: CaseExpectation) -> [String] {
        let expected = expectation.verdict?.rawValue ?? "error"
        let decision = verdict == expectation.verdict ? [] : ["expected \(expected), got \(verdict.rawValue)"]
        return decision + layerDifferences(from: expectation)
    }

    private func layerDifferences(from expectation: CaseExpectation) -> [String] {
        PolicyLayer.allCases.compactMap { layer in
            guard let expected = expectation.layers[layer] else { return nil }
            let actual = layers.first { $0.layer == layer }?.verdict
            guard actual != expected else { return nil }
            return "layer \(layer.rawValue): expected \(expected.rawValue), got \(actual?.rawValue ?? "no verdict")"
        }
    }
}
