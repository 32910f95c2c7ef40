/// The interpreters found on this host; discovered once, before the server gives up its privilege.
package struct LanguageCatalogue: Sendable {
    /// Every interpreter found, newest first within its language.
    package let installed: [LanguageRuntime]

    /// The interpreter for a version such as `3.12` (Python) or `20` (Node.js): the exact one, else the nearest one;
    /// nil when the language is not installed at all.
    package func runtime(for language: LanguageRuntime.Language, version: String) -> LanguageRuntime? {
        nil
    }

    /// Looks for interpreters in the directories of `searchPath` (a `PATH` value) and under `home`'s pyenv.
    package static func discover(searchPath: String, home: String?) -> LanguageCatalogue {
        LanguageCatalogue(installed: [])
    }
}
