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
            let fault = error as? YamlError
            let reason = CaseError.unreadable(fault?.reason ?? "\(error)")
            cases.append(LoadedCase(unreadable: reason, at: CaseOrigin(file: file, line: fault?.line ?? 1)))
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
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    /// What is wrong, in one line and without the text around it, which may be anything.
    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "\(problem) at \(mark.line):\(mark.column)"
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let names, let context):
            "'\(names.sorted().joined(separator: "', '"))' twice in what starts at \(context.mark.line):\(context.mark.column)"
        default: "this is no YAML"
        }
    }
}
