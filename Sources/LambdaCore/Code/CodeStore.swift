/// Extracted packages under the state directory, one directory for each content.
///
/// A package is written beside its final place and renamed into it, so that what stands there is always whole,
/// also after a crash; two uploads of the same bytes share one directory.
package struct CodeStore: Sendable {
    /// Absolute path of a directory that belongs to the server alone.
    package let root: String

    package init(root: String) {
        self.root = root
    }
}
