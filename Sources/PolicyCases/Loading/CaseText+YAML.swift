import Yams

extension CaseText {
    /// Each document of the YAML text is a case or a list of cases.
    func loadYAML() -> [LoadedCase] {
        var cases: [LoadedCase] = []
        do {
            var documents = try Yams.compose_all(yaml: String(decoding: bytes, as: UTF8.self))
            while let document = documents.next() {
                cases += (document.sequence.map(Array.init) ?? [document]).map(load)
            }
            if let error = documents.error { throw error }
        } catch {
            let line = (error as? YamlError)?.line ?? 1
            cases.append(LoadedCase(unreadable: .unreadable("\(error)"), at: CaseOrigin(file: file, line: line)))
        }
        return cases
    }

    private func load(_ node: Node) -> LoadedCase {
        let origin = CaseOrigin(file: file, line: node.mark?.line ?? 1)
        do throws(CaseError) {
            var conversion = YAMLConversion()
            return LoadedCase(try JSONSlice(Array(conversion.json(node).text.utf8)), at: origin)
        } catch {
            return LoadedCase(unreadable: error, at: origin)
        }
    }
}

extension YamlError {
    /// The line the parser stopped at, where it knows.
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }
}
