import Foundation
import GRDB
import Testing

@testable import StateStore

@Suite("A state of an earlier version")
struct MigrationTests {
    /// What a server before versions wrote of a function, and what is found of it.
    @Test("keeps its functions when versions come")
    func functionVersions() throws {
        let folder = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let path = "\(folder.path)/state.sqlite"
        let pool = try DatabasePool(path: path)
        try Schema.migrator.migrate(pool, upTo: "5 sealing")
        try pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO entities (kind, account_id, region, id, attributes)
                    VALUES ('function', '123456789012', 'us-east-1', 'hello', ?)
                    """,
                arguments: [Self.earlierFunction]
            )
        }
        try pool.close()
        let database = try StateDatabase.open(path)
        let snapshot = try database.read { try EntityLoader($0).loadSnapshot() }
        #expect(snapshot.functions.functions.all == [Samples.function()])
    }

    private static let earlierFunction = #"""
        {"createdAt":"2026-09-21T14:13:20.000000Z","latest":{"architectures":["x86_64"],"code":{"hash":
        "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81","sizeBytes":3},"ephemeralStorageMB":512,
        "functionDescription":"","handler":"app.handler","lastModified":"2026-09-21T14:13:20.000000Z","layerARNs":[],
        "logging":{"format":"Text","logGroup":"/aws/lambda/hello"},"memorySizeMB":128,"revisionID":"r1",
        "roleARN":"arn:aws:iam::123456789012:role/lambda-role","runtime":"python3.12",
        "status":{"lastUpdate":"Successful","state":"Active"},"timeoutSeconds":3,"tracingMode":"PassThrough"},
        "name":"hello","qualifiedResourcePolicies":{},"scope":{"accountID":"123456789012","region":"us-east-1"},"tags":[]}
        """#
}
