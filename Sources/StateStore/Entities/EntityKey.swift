/// The key of one kind of entity; a user's key cannot be used to ask for a role.
package struct EntityKey<Entity: StoredEntity>: Hashable, Sendable {
    package let scope: Scope
    package let id: String

    package init(scope: Scope, id: String) {
        self.scope = scope
        self.id = id
    }
}
