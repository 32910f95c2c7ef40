/// A thing with an identity that is loaded whole into a snapshot when the server starts.
///
/// The scope, the identifier and the unique name become key columns of the database; everything else is kept as one JSON
/// object, so a new optional property needs no migration. A property that is not optional does.
package protocol StoredEntity: Sendable, Equatable, Codable {
    /// Names the collection on disk; never changes once released.
    static var kind: EntityKind { get }

    var scope: Scope { get }

    /// Identifies the entity among those of its kind and scope, for as long as it lives.
    var id: String { get }

    /// The name that no other entity of the same kind and scope may bear, folded to the form in which AWS compares it; nil
    /// when the identifier is the only name.
    var uniqueName: String? { get }

    /// Every policy text the entity holds. Texts are kept once by content hash and outlive the entity, because audit
    /// events refer to them.
    var policyTexts: [PolicyText] { get }
}

extension StoredEntity {
    package var uniqueName: String? { nil }
    package var policyTexts: [PolicyText] { [] }
    package var key: EntityKey<Self> { EntityKey(scope: scope, id: id) }
}
