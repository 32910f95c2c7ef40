/// One change to the log groups; applied alike by ``LogState`` and by the database.
package enum LogChange: Sendable, Equatable {
    case group(EntityChange<LogGroup>)
}
