/// A layer's name, kept for ever: its version numbers are never given twice, even when every version is deleted.
package struct Layer: StoredEntity {
    package static let kind = EntityKind.layer

    package let scope: Scope
    package let name: String
    /// From 1.
    package var lastVersionNumber: Int

    package init(scope: Scope, name: String, lastVersionNumber: Int) {
        self.scope = scope
        self.name = name
        self.lastVersionNumber = lastVersionNumber
    }

    package var id: String { name }
}
