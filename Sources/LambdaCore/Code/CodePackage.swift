package import struct StateStore.ContentHash

/// An archive that was accepted and unpacked.
package struct CodePackage: Sendable {
    /// Of the archive; `CodeSha256` is its base64.
    package let hash: ContentHash
    /// `CodeSize`.
    package let zippedBytes: Int
    package let unzippedBytes: Int
    /// Paths of its regular files, sorted.
    package let files: [String]

    /// A sentence for the log when the file in which the handler must stand is missing; nil when all seems well.
    ///
    /// Lambda accepts such a package and fails at the first invocation, and so does Postern: this is only a hint.
    package func handlerHint(_ handler: String, runtime: FunctionRuntime) -> String? {
        let candidates = Self.fileCandidates(handler, runtime)
        guard !candidates.isEmpty, !candidates.contains(where: files.contains) else { return nil }
        let endings = candidates.map { "/" + $0 }
        let deeper = files.first { file in endings.contains { file.hasSuffix($0) } }
        let hint = deeper.map { "; the package has \($0), one folder too deep" } ?? ""
        return "the handler \(handler) needs \(candidates.joined(separator: " or ")) in the package" + hint
    }

    /// Where the handler may stand; empty when a layer or the runtime's own rules may provide it.
    private static func fileCandidates(_ handler: String, _ runtime: FunctionRuntime) -> [String] {
        switch runtime.language {
        case .python:
            guard let dot = handler.lastIndex(of: ".") else { return [] }
            let module = handler[..<dot].split(whereSeparator: { $0 == "." || $0 == "/" }).joined(separator: "/")
            return [module + ".py", module + "/__init__.py"]
        case .node:
            // The module's path ends at the first dot after the last slash; the rest names the export.
            let nameStart = handler.lastIndex(of: "/").map(handler.index(after:)) ?? handler.startIndex
            guard let dot = handler[nameStart...].firstIndex(of: ".") else { return [] }
            return [".js", ".mjs", ".cjs"].map { handler[..<dot] + $0 }
        case .provided, .ruby, .java, .dotnet, .go:
            return []
        }
    }
}
