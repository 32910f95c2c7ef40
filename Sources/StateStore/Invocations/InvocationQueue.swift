import GRDB

/// The durable queue of asynchronous invocations: what was enqueued is delivered at least once, whatever happens to the
/// server in between.
package struct InvocationQueue: Sendable {
    private let database: StateDatabase

    init(database: StateDatabase) {
        self.database = database
    }

    /// Accepts an invocation, due at once. When it returns, the invocation is on the disk and the caller may answer 202.
    package func enqueue(_ invocation: QueuedInvocation) throws(StateStoreError) {
        try database.write { try InvocationRecords($0).insert(invocation) }
    }

    /// Takes invocations that are due, the longest due first, and hides them until the lease ends.
    ///
    /// - Parameter lease: longer than an attempt can take, or a second attempt may run beside the first.
    package func lease(
        limit: Int,
        at now: Timestamp,
        for lease: Duration
    ) throws(StateStoreError) -> [QueuedInvocation] {
        try database.write { database in
            let records = InvocationRecords(database)
            let due = try records.due(at: now, limit: limit)
            for invocation in due {
                try records.setLease(of: invocation.requestID, until: now + lease)
            }
            return due
        }
    }

    /// Takes an invocation out of the queue, after its success or after its last attempt. No effect on one that is gone.
    package func complete(_ requestID: String) throws(StateStoreError) {
        try database.write { try InvocationRecords($0).remove(requestID) }
    }

    /// Ends the lease of an invocation and makes it due again at a later time, with its counts as they now are. No effect
    /// on one that is gone, so a removed function's invocation does not come back.
    package func retry(_ invocation: QueuedInvocation, at time: Timestamp) throws(StateStoreError) {
        try database.write { try InvocationRecords($0).reschedule(invocation, at: time) }
    }

    /// When the next invocation becomes due, counting leases that end; nil when the queue is empty.
    package func nextDue() throws(StateStoreError) -> Timestamp? {
        try database.read { try InvocationRecords($0).nextDue() }
    }

    /// Invocations accepted and not finished, leased ones included.
    package func count() throws(StateStoreError) -> Int {
        try database.read { try InvocationRecords($0).count() }
    }

    /// Forgets what waits for a function that is deleted.
    package func removeAll(for functionName: String, in scope: Scope) throws(StateStoreError) {
        try database.write { try InvocationRecords($0).removeAll(for: functionName, in: scope) }
    }

    /// Ends every lease: its holder was the process that had the state before.
    func endLeases() throws(StateStoreError) {
        try database.write { try InvocationRecords($0).endLeases() }
    }
}
