package import IAMPolicy

/// What must come out of a case.
package struct CaseExpectation: Sendable, Hashable {
    /// Nil: the case must be refused as invalid.
    package let verdict: Verdict?
    /// Verdicts of single layers; those that are not named may say anything.
    package let layers: [PolicyLayer: Verdict]

    package init(verdict: Verdict?, layers: [PolicyLayer: Verdict]) {
        self.verdict = verdict
        self.layers = layers
    }

    /// Reads the `expect` member of a case, which is worth reading even where the rest of the case is broken.
    ///
    /// - Throws: ``CaseError`` when the case has none, or one that cannot be read.
    package init(of json: JSONSlice) throws(CaseError) {
        guard let expect = try CaseFields(json, of: "case")["expect"] else {
            throw .unreadable("the case does not say what it expects")
        }
        let fields = try CaseFields(expect, of: "expect", allowing: ["decision", "layers"])
        let decision = try fields.required("decision").string()
        verdict = decision == "error" ? nil : try Self.verdict(decision)
        var layers: [PolicyLayer: Verdict] = [:]
        for (name, value) in try fields["layers"]?.members() ?? [] {
            guard let layer = PolicyLayer(rawValue: name) else { throw .unreadable("there is no layer '\(name)'") }
            layers[layer] = try Self.verdict(value.string())
        }
        self.layers = layers
    }

    private static func verdict(_ text: String) throws(CaseError) -> Verdict {
        guard let verdict = Verdict(rawValue: text) else { throw .unreadable("'\(text)' is no decision") }
        return verdict
    }
}
