import AWSWire
import StateStore

/// Turns failures of the store into the service's answer.
enum LogsStorage {
    static func reporting<Value>(_ body: () throws(StateStoreError) -> Value) throws(ServiceFault) -> Value {
        do {
            return try body()
        } catch .conflict {
            throw LogsFaults.noGroup
        } catch {
            throw Logs.Fault.serviceUnavailable("The log store cannot be read or written; the server's log says why.")
        }
    }
}
