import CSandbox
import Glibc

/// The running launcher program and the server's end of the socket to it.
struct LauncherProcess {
    let identifier: pid_t
    let socket: CInt

    /// The descriptor at which the launcher expects its end.
    private static let socketInLauncher: CInt = 3

    /// Starts the program with nothing but its socket and the server's standard error.
    static func start(executable: String) throws(SandboxError) -> LauncherProcess {
        var sockets: (CInt, CInt) = (-1, -1)
        let paired = withUnsafeMutableBytes(of: &sockets) { csb_socket_pair($0.bindMemory(to: CInt.self).baseAddress) }
        guard paired == 0 else { throw .launcherNotStarted(path: executable, errorNumber: -paired) }
        defer { close(sockets.1) }
        var process: pid_t = 0
        let error = spawn(executable, socket: sockets.1, into: &process)
        guard error == 0 else {
            close(sockets.0)
            throw .launcherNotStarted(path: executable, errorNumber: error)
        }
        return LauncherProcess(identifier: process, socket: sockets.0)
    }

    private static func spawn(_ executable: String, socket: CInt, into process: inout pid_t) -> CInt {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, 2, 1)
        posix_spawn_file_actions_adddup2(&actions, socket, socketInLauncher)
        return executable.withCString { path in
            var arguments: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: path), nil]
            var environment: [UnsafeMutablePointer<CChar>?] = [nil]
            return posix_spawn(&process, path, &actions, nil, &arguments, &environment)
        }
    }

    /// Waits for the program to end.
    func wait() {
        var status: CInt = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }
}
