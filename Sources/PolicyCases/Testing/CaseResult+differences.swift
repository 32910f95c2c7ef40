import IAMPolicy

extension CaseResult {
    /// What came out otherwise than expected, one line each; empty when the case is as expected.
    package var differences: [String] {
        guard let expectation else { return ["the case does not say what it expects"] }
        let expected = expectation.verdict?.rawValue ?? "error"
        switch outcome {
        case .failure(let error):
            return expectation.verdict == nil ? [] : ["expected \(expected), got error: \(error)"]
        case .success(let outcome):
            let decision =
                outcome.verdict == expectation.verdict ? [] : ["expected \(expected), got \(outcome.verdict.rawValue)"]
            return decision + outcome.layerDifferences(from: expectation)
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
    fileprivate func layerDifferences(from expectation: EvaluationCase.Expectation) -> [String] {
        PolicyLayer.allCases.compactMap { layer in
            guard let expected = expectation.layers[layer] else { return nil }
            let actual = layers.first { $0.layer == layer }?.verdict
            guard actual != expected else { return nil }
            return "layer \(layer.rawValue): expected \(expected.rawValue), got \(actual?.rawValue ?? "no verdict")"
        }
    }
}
