/// A runtime identifier in AWS's spelling, such as `python3.12`.
///
/// Only identifiers of Lambda's model exist as values: anything else is `nil`, and the gateway answers with AWS's
/// text for a value outside the enum.
package struct FunctionRuntime: Sendable, Hashable {
    package let identifier: String
    package let language: Language

    package enum Language: Sendable, Hashable, CaseIterable {
        case python
        case node
        /// The package or a layer brings its own `bootstrap`.
        case provided
        case ruby
        case java
        case dotnet
        case go
    }

    /// Nil for a value outside AWS's enum.
    package init?(identifier: String) {
        guard let language = Self.languages[identifier] else { return nil }
        self.identifier = identifier
        self.language = language
    }

    /// The language's version: `3.12` of `python3.12`, `20` of `nodejs20.x`; nil where the identifier has none.
    package var version: String? {
        guard let start = identifier.firstIndex(where: \.isNumber), language != .provided else { return nil }
        let version = identifier[start...].prefix { $0.isNumber || $0 == "." }
        return String(version.hasSuffix(".") ? version.dropLast() : version)
    }
}
