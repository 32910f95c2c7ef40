/// Why state cannot be opened, read or written. Each case prints as a plain sentence for the command line.
package enum StateStoreError: Error, Equatable {
    /// Another live process holds the lock.
    case inUse(path: String, processID: Int32?)
    /// The directory cannot be created, entered or written to.
    case directoryNotUsable(path: String, reason: String)
    /// The file is not a SQLite database, or its pages contradict each other.
    case databaseCorrupt(path: String, reason: String)
    /// A later version of Postern has migrated the database.
    case schemaIsNewer(path: String)
    /// The state has sealed values and the file with the key is gone.
    case sealingKeyMissing(path: String)
    /// The key's file is not 32 bytes long or is readable by others.
    case sealingKeyNotUsable(path: String, reason: String)
    /// There is no state to read.
    case noState(path: String)
    /// A change contradicts what is stored, such as a second user with the same name.
    case conflict(reason: String)
    /// The disk is full, the file system failed or the database is closed.
    case inputOutput(path: String, reason: String)
}

extension StateStoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path, let processID?):
            "the state directory '\(path)' is in use by another postern (process \(processID)); "
                + "stop it, or choose another directory with --state"
        case .inUse(let path, nil):
            "the state directory '\(path)' is in use by another postern; stop it, or choose another directory with --state"
        case .directoryNotUsable(let path, let reason):
            "the state directory '\(path)' cannot be used: \(reason)"
        case .databaseCorrupt(let path, let reason):
            "the database '\(path)' is damaged (\(reason)); restore it from a copy, or move it away to start afresh"
        case .schemaIsNewer(let path):
            "the database '\(path)' was written by a newer version of postern; use that version, or another state directory"
        case .sealingKeyMissing(let path):
            "the key file '\(path)' is missing, and without it the stored secrets cannot be read; restore it from a copy"
        case .sealingKeyNotUsable(let path, let reason):
            "the key file '\(path)' cannot be used: \(reason)"
        case .noState(let path):
            "there is no postern state in '\(path)'; 'postern serve' creates it at its first start"
        case .conflict(let reason):
            "the change contradicts the stored state: \(reason)"
        case .inputOutput(let path, let reason):
            "reading or writing '\(path)' failed: \(reason)"
        }
    }
}
