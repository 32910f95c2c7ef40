import GRDB

extension StateDatabase {
    static func translate(_ error: any Error, path: String) -> StateStoreError {
        switch error {
        case let error as StateStoreError:
            error
        case let error as DatabaseError:
            translate(error, path: path)
        case let error as DecodingError:
            .databaseCorrupt(path: path, reason: describe(error))
        default:
            .inputOutput(path: path, reason: "\(error)")
        }
    }

    private static func translate(_ error: DatabaseError, path: String) -> StateStoreError {
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .databaseCorrupt(path: path, reason: reason)
        case .SQLITE_CONSTRAINT: .conflict(reason: reason)
        default: .inputOutput(path: path, reason: reason)
        }
    }

    private static func describe(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
        @unknown default:
            return "\(error)"
        }
    }
}
