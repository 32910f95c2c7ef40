/// All entities of one kind, by key and by unique name.
package struct EntityTable<Entity: StoredEntity>: Sendable, Equatable {
    private var partitions: [Scope: Partition] = [:]

    package init() {}

    package var count: Int { partitions.values.reduce(0) { $0 + $1.byID.count } }

    package subscript(key: EntityKey<Entity>) -> Entity? {
        partitions[key.scope]?.byID[key.id]
    }

    package subscript(id: String, in scope: Scope) -> Entity? {
        partitions[scope]?.byID[id]
    }

    /// - Parameter name: folded as in ``StoredEntity/uniqueName``.
    package func named(_ name: String, in scope: Scope) -> Entity? {
        guard let partition = partitions[scope], let id = partition.idByName[name] else { return nil }
        return partition.byID[id]
    }

    /// The entity with a name that is unique in all scopes.
    package func named(_ name: String) -> Entity? {
        for partition in partitions.values {
            if let id = partition.idByName[name] { return partition.byID[id] }
        }
        return nil
    }

    /// The entity with this identifier in whatever scope; for kinds whose identifiers are unique over all of them.
    package func first(id: String) -> Entity? {
        for partition in partitions.values {
            if let entity = partition.byID[id] { return entity }
        }
        return nil
    }

    /// The entities of one scope, in no particular order.
    package func all(in scope: Scope) -> some Collection<Entity> {
        (partitions[scope] ?? Partition()).byID.values
    }

    /// The entities of every scope, in no particular order.
    package var all: [Entity] {
        partitions.values.flatMap(\.byID.values)
    }

    /// A unique name that two entities bear finds the later one. Such a change never lasts: ``StateStore/persist(_:)``
    /// refuses it.
    package mutating func apply(_ change: EntityChange<Entity>) {
        switch change {
        case .put(let entity): partitions[entity.scope, default: Partition()].put(entity)
        case .remove(let key): remove(key)
        }
    }

    private mutating func remove(_ key: EntityKey<Entity>) {
        partitions[key.scope]?.remove(key.id)
        if partitions[key.scope]?.byID.isEmpty == true { partitions[key.scope] = nil }
    }

    private struct Partition: Sendable, Equatable {
        var byID: [String: Entity] = [:]
        var idByName: [String: String] = [:]

        mutating func put(_ entity: Entity) {
            remove(entity.id)
            byID[entity.id] = entity
            if let name = entity.uniqueName { idByName[name] = entity.id }
        }

        mutating func remove(_ id: String) {
            guard let former = byID.removeValue(forKey: id), let name = former.uniqueName else { return }
            if idByName[name] == id { idByName[name] = nil }
        }
    }
}
