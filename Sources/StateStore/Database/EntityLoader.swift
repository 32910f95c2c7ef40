import Foundation
import GRDB

/// Reads every entity into a snapshot.
struct EntityLoader {
    private let database: Database
    private let decoder = JSONDecoder()

    init(_ database: Database) throws {
        self.database = database
        guard let key = PolicyText.documentsKey else { preconditionFailure("the key of the documents is a constant") }
        decoder.userInfo[key] = try Self.documentsInUse(database)
    }

    func loadSnapshot() throws -> StateSnapshot {
        var snapshot = StateSnapshot()
        let rows = try Row.fetchCursor(database, sql: "SELECT kind, attributes FROM entities")
        while let row = try rows.next() {
            guard let kind = EntityKind(rawValue: row[0]) else {
                throw unknownKind(row[0])
            }
            snapshot.apply(try change(of: kind, attributes: row[1]))
        }
        return snapshot
    }

    static func document(_ hash: ContentHash, in database: Database) throws -> PolicyText? {
        let text = try String.fetchOne(
            database,
            sql: "SELECT text FROM policy_documents WHERE hash = ?",
            arguments: [hash.hexadecimal]
        )
        return text.map { PolicyText(text: $0, hash: hash) }
    }

    private func change(of kind: EntityKind, attributes: Data) throws -> StateChange {
        switch kind {
        case .account: .identity(.account(try put(attributes)))
        case .user: .identity(.user(try put(attributes)))
        case .group: .identity(.group(try put(attributes)))
        case .role: .identity(.role(try put(attributes)))
        case .accessKey: .identity(.accessKey(try put(attributes)))
        case .managedPolicy: .identity(.managedPolicy(try put(attributes)))
        case .instanceProfile: .identity(.instanceProfile(try put(attributes)))
        case .identityProvider: .identity(.identityProvider(try put(attributes)))
        case .mfaDevice: .identity(.mfaDevice(try put(attributes)))
        case .loginProfile: .identity(.loginProfile(try put(attributes)))
        case .function: .functions(.function(try put(attributes)))
        case .functionURL: .functions(.url(try put(attributes)))
        case .eventInvokeConfig: .functions(.eventInvokeConfig(try put(attributes)))
        case .provisionedConcurrency: .functions(.provisionedConcurrency(try put(attributes)))
        case .functionVersion: .functions(.version(try put(attributes)))
        case .functionAlias: .functions(.alias(try put(attributes)))
        case .layer: .functions(.layer(try put(attributes)))
        case .layerVersion: .functions(.layerVersion(try put(attributes)))
        case .codeSigningConfig: .functions(.codeSigningConfig(try put(attributes)))
        case .logGroup: .logs(.group(try put(attributes)))
        case .organization: .organizations(.organization(try put(attributes)))
        case .organizationalUnit: .organizations(.unit(try put(attributes)))
        case .organizationMember: .organizations(.member(try put(attributes)))
        case .organizationPolicy: .organizations(.policy(try put(attributes)))
        case .organizationHandshake: .organizations(.handshake(try put(attributes)))
        case .accountRequest: .organizations(.accountRequest(try put(attributes)))
        case .bucket: .buckets(.bucket(try put(attributes)))
        }
    }

    private func put<Entity: StoredEntity>(_ attributes: Data) throws -> EntityChange<Entity> {
        .put(try decoder.decode(Entity.self, from: attributes))
    }

    private func unknownKind(_ kind: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "unknown kind of entity '\(kind)'"))
    }

    private static func documentsInUse(_ database: Database) throws -> [ContentHash: PolicyText] {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT hash, text FROM policy_documents WHERE hash IN (SELECT hash FROM policy_document_uses)"
        )
        var documents: [ContentHash: PolicyText] = [:]
        while let row = try rows.next() {
            guard let hash = ContentHash(hexadecimal: row[0]) else { continue }
            documents[hash] = PolicyText(text: row[1], hash: hash)
        }
        return documents
    }
}
