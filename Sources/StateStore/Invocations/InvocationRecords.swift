import Foundation
import GRDB

/// The table `invocations`.
struct InvocationRecords {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func insert(_ invocation: QueuedInvocation) throws {
        try execute(
            """
            INSERT INTO invocations
            (request_id, account_id, region, function_name, qualifier, payload, trace_header,
             accepted_at, available_at, failed_attempts, deferrals)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                invocation.requestID, invocation.scope.accountID, invocation.scope.region, invocation.functionName,
                invocation.qualifier, Data(invocation.payload), invocation.traceHeader,
                invocation.acceptedAt.microseconds, invocation.acceptedAt.microseconds,
                invocation.failedAttempts, invocation.deferrals,
            ]
        )
    }

    func due(at now: Timestamp, limit: Int) throws -> [QueuedInvocation] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM invocations
                WHERE available_at <= :now AND (lease_ends_at IS NULL OR lease_ends_at <= :now)
                ORDER BY available_at, sequence LIMIT :limit
                """,
            arguments: ["now": now.microseconds, "limit": limit]
        ).map(QueuedInvocation.init)
    }

    func setLease(of requestID: String, until end: Timestamp) throws {
        try execute("UPDATE invocations SET lease_ends_at = ? WHERE request_id = ?", [end.microseconds, requestID])
    }

    func reschedule(_ invocation: QueuedInvocation, at time: Timestamp) throws {
        try execute(
            """
            UPDATE invocations SET available_at = ?, lease_ends_at = NULL, failed_attempts = ?, deferrals = ?
            WHERE request_id = ?
            """,
            [time.microseconds, invocation.failedAttempts, invocation.deferrals, invocation.requestID]
        )
    }

    func remove(_ requestID: String) throws {
        try execute("DELETE FROM invocations WHERE request_id = ?", [requestID])
    }

    func removeAll(for functionName: String, in scope: Scope) throws {
        try execute(
            "DELETE FROM invocations WHERE account_id = ? AND region = ? AND function_name = ?",
            [scope.accountID, scope.region, functionName]
        )
    }

    func endLeases() throws {
        try execute("UPDATE invocations SET lease_ends_at = NULL WHERE lease_ends_at IS NOT NULL", [])
    }

    func nextDue() throws -> Timestamp? {
        let sql = "SELECT MIN(MAX(available_at, COALESCE(lease_ends_at, available_at))) FROM invocations"
        return try Int64.fetchOne(database, sql: sql).map(Timestamp.init(microseconds:))
    }

    func count() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM invocations") ?? 0
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension QueuedInvocation {
    fileprivate init(_ row: Row) {
        let payload: Data = row["payload"]
        self.init(
            requestID: row["request_id"],
            scope: Scope(accountID: row["account_id"], region: row["region"]),
            functionName: row["function_name"],
            qualifier: row["qualifier"],
            payload: Array(payload),
            traceHeader: row["trace_header"],
            acceptedAt: Timestamp(microseconds: row["accepted_at"]),
            failedAttempts: row["failed_attempts"],
            deferrals: row["deferrals"]
        )
    }
}
