/// One change to one collection. The snapshot and the database apply the same value, so they cannot drift apart.
package enum EntityChange<Entity: StoredEntity>: Sendable, Equatable {
    /// Adds the entity, or replaces the one with the same key.
    case put(Entity)
    /// Takes the entity away; no effect when there is none with the key.
    case remove(EntityKey<Entity>)
}
