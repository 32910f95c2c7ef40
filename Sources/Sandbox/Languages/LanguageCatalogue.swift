/// The interpreters found on this host; discovered once, before the server gives up its privilege.
package struct LanguageCatalogue: Sendable {
    /// Every interpreter found, the newest of its language first.
    package let installed: [Interpreter]

    package init(installed: [Interpreter]) {
        self.installed = installed.sorted { left, right in
            right.versionNumbers.lexicographicallyPrecedes(left.versionNumbers)
        }
    }

    /// The interpreter for a version such as `3.12` (Python) or `20` (Node.js): the exact one, else the nearest one, of
    /// two equally near ones the newer; nil when the language is not installed at all.
    package func runtime(for language: Language, version: String) -> LanguageRuntime? {
        let wanted = Interpreter(language: language, version: version, path: "", prefix: nil).line
        let nearest = installed.filter { $0.language == language }.min { left, right in
            abs(left.line - wanted) < abs(right.line - wanted)
        }
        return nearest.map {
            LanguageRuntime(language: language, requestedVersion: version, interpreter: $0)
        }
    }

    /// Looks for interpreters in `searchPath` (a `PATH` value), under `home` (where version managers keep them) and in
    /// `/usr/bin`, and asks each for its version. Takes as long as the slowest interpreter takes to start.
    package static func discover(searchPath: String, home: String?) async -> LanguageCatalogue {
        let candidates = InterpreterCandidate.all(searchPath: searchPath, home: home)
        let interpreters = await withTaskGroup(of: Interpreter?.self) { group in
            for candidate in candidates {
                group.addTask { await candidate.probe() }
            }
            var found: [Interpreter] = []
            for await interpreter in group {
                if let interpreter { found.append(interpreter) }
            }
            return found
        }
        return LanguageCatalogue(installed: interpreters)
    }
}
