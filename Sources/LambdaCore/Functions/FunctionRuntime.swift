/// A runtime identifier in AWS's spelling, such as `python3.12`.
///
/// Only identifiers of Lambda's model exist as values: anything else is `nil`, and the gateway answers with AWS's
/// text for a value outside the enum.
///
/// Source: the `Runtime` shape of Lambda's service model (botocore 1.43.11).
package struct FunctionRuntime: Sendable, Hashable {
    package let identifier: String
    package let language: Language

    package enum Language: Sendable, Hashable {
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
}
