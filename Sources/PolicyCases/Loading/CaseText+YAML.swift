import Yams

extension CaseText {
    /// Each document of the YAML text is a case or a list of cases.
    func loadYAML() -> [LoadedCase] {
        do {
            let documents = try Yams.compose_all(yaml: String(decoding: bytes, as: UTF8.self))
            return documents.flatMap { document in document.sequence.map(Array.init) ?? [document] }.map(load)
        } catch {
            return [LoadedCase(unreadable: .unreadable("\(error)"), at: CaseOrigin(file: file, line: 1))]
        }
    }

    private func load(_ node: Node) -> LoadedCase {
        let origin = CaseOrigin(file: file, line: node.mark?.line ?? 1)
        do throws(CaseError) {
            return LoadedCase(try JSONSlice(Array(JSONValue(node).text.utf8)), at: origin)
        } catch {
            return LoadedCase(unreadable: error, at: origin)
        }
    }
}

extension JSONValue {
    /// The same value in JSON.
    ///
    /// Plain numbers and dates become texts: `Version: 2012-10-17` and an account id mean what they look like, and a
    /// condition takes a number as text just as well.
    fileprivate init(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            self = .object(mapping.map { Member($0.key.string ?? "", JSONValue($0.value)) })
        case .sequence(let sequence):
            self = .array(sequence.map { JSONValue($0) })
        case .scalar(let scalar):
            self = Self(scalar.string, tag: node.tag)
        case .alias:
            self = .null
        }
    }

    private init(_ text: String, tag: Tag) {
        switch text.lowercased() {
        case "true" where tag == Tag(.bool): self = .bool(true)
        case "false" where tag == Tag(.bool): self = .bool(false)
        default: self = tag == Tag(.null) ? .null : .string(text)
        }
    }
}
