import Foundation
import GRDB

/// Writes changes of entities to the tables `entities`, `policy_documents` and `policy_document_uses`.
struct EntityRecords {
    private let database: Database
    private let encoder = JSONEncoder()

    init(_ database: Database) {
        self.database = database
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func apply(_ changes: [StateChange]) throws {
        for change in changes {
            try apply(change)
        }
    }

    private func apply(_ change: StateChange) throws {
        switch change {
        case .identity(.account(let change)): try apply(change)
        case .identity(.user(let change)): try apply(change)
        case .identity(.group(let change)): try apply(change)
        case .identity(.role(let change)): try apply(change)
        case .identity(.accessKey(let change)): try apply(change)
        case .identity(.managedPolicy(let change)): try apply(change)
        case .identity(.instanceProfile(let change)): try apply(change)
        case .identity(.identityProvider(let change)): try apply(change)
        case .identity(.mfaDevice(let change)): try apply(change)
        case .identity(.loginProfile(let change)): try apply(change)
        case .functions(.function(let change)): try apply(change)
        case .functions(.url(let change)): try apply(change)
        case .functions(.eventInvokeConfig(let change)): try apply(change)
        case .functions(.provisionedConcurrency(let change)): try apply(change)
        case .functions(.version(let change)): try apply(change)
        case .functions(.alias(let change)): try apply(change)
        case .functions(.layer(let change)): try apply(change)
        case .functions(.layerVersion(let change)): try apply(change)
        case .functions(.codeSigningConfig(let change)): try apply(change)
        case .logs(.group(let change)): try apply(change)
        case .organizations(.organization(let change)): try apply(change)
        case .organizations(.unit(let change)): try apply(change)
        case .organizations(.member(let change)): try apply(change)
        case .organizations(.policy(let change)): try apply(change)
        case .organizations(.handshake(let change)): try apply(change)
        case .organizations(.accountRequest(let change)): try apply(change)
        case .buckets(.bucket(let change)): try apply(change)
        }
    }

    private func apply<Entity>(_ change: EntityChange<Entity>) throws {
        switch change {
        case .put(let entity): try put(entity)
        case .remove(let key): try remove(key)
        }
    }

    private func put(_ entity: some StoredEntity) throws {
        let attributes = String(decoding: try encoder.encode(entity), as: UTF8.self)
        try execute(
            """
            INSERT INTO entities (kind, account_id, region, id, unique_name, attributes) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (kind, account_id, region, id)
            DO UPDATE SET unique_name = excluded.unique_name, attributes = excluded.attributes
            """,
            entity.key.columns + [entity.uniqueName, attributes]
        )
        try execute(
            "DELETE FROM policy_document_uses WHERE kind = ? AND account_id = ? AND region = ? AND id = ?",
            entity.key.columns
        )
        try keep(entity.policyTexts)
        for document in entity.policyTexts {
            try execute(
                "INSERT OR IGNORE INTO policy_document_uses (kind, account_id, region, id, hash) VALUES (?, ?, ?, ?, ?)",
                entity.key.columns + [document.hash.hexadecimal]
            )
        }
    }

    private func remove(_ key: EntityKey<some StoredEntity>) throws {
        try execute(
            "DELETE FROM entities WHERE kind = ? AND account_id = ? AND region = ? AND id = ?",
            key.columns
        )
    }

    /// Keeps texts for later explanations, whether an entity holds them or not.
    func keep(_ documents: [PolicyText]) throws {
        for document in documents {
            try execute(
                "INSERT OR IGNORE INTO policy_documents (hash, text) VALUES (?, ?)",
                [document.hash.hexadecimal, document.text]
            )
        }
    }

    private func execute(_ sql: String, _ values: [String?]) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}

extension EntityKey {
    /// The values of the primary key in the order of the schema.
    fileprivate var columns: [String?] { [Entity.kind.rawValue, scope.accountID, scope.region, id] }
}
