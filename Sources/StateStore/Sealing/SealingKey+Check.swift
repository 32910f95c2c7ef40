import Foundation
import GRDB

extension SealingKey {
    /// Checks that this is the key under which the values in a database are sealed. A new database takes the key as its own.
    ///
    /// - Parameter keyPath: where the key comes from, for the error.
    func requireOwnership(of database: StateDatabase, keyPath: String) throws(StateStoreError) {
        let sealed = try database.read { try Data.fetchOne($0, sql: "SELECT sealed FROM sealing_check") }
        guard let sealed else {
            let check = Data(seal([], for: .check).bytes)
            return try database.write { database in
                try database.execute(sql: "INSERT INTO sealing_check (sealed) VALUES (?)", arguments: [check])
            }
        }
        do {
            _ = try open(SealedBytes(bytes: Array(sealed)), for: .check)
        } catch {
            throw .sealingKeyNotUsable(path: keyPath, reason: "it is not the key that this state was written with")
        }
    }
}
