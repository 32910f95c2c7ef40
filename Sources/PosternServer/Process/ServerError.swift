package import StateStore

/// Why a server does not start. Each prints as a plain sentence for the command line.
package enum ServerError: Error, CustomStringConvertible {
    case state(StateStoreError)
    case installation(String)
    case addressInUse(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)
    case noticeNotWritten(path: String, reason: String)
    case sandboxes(reason: String)
    case privilege(reason: String)
    /// A running server, or the state, does not do what a command asks for.
    case refused(String)

    package var description: String {
        switch self {
        case .state(let error): "\(error)"
        case .installation(let reason): reason
        case .addressInUse(let host, let port):
            "port \(port) of \(host) is in use; stop what listens there, or choose another with --listen"
        case .cannotListen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
        case .noticeNotWritten(let path, let reason): "cannot write '\(path)': \(reason)"
        case .sandboxes(let reason): reason
        case .privilege(let reason): "root's rights cannot be given up: \(reason)"
        case .refused(let reason): reason
        }
    }
}
