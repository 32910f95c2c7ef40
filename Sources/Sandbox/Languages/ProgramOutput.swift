import CSandbox
import Glibc

/// Running a small program of the host for what it prints.
enum ProgramOutput {
    /// What the program at `path` wrote to standard output (at most 4 KiB) when it ended with status 0, else nil.
    static func of(_ path: String, arguments: [String]) async -> String? {
        await withCheckedContinuation { continuation in
            let error = ReaderThread.start { continuation.resume(returning: run(path, arguments: arguments)) }
            if error != 0 { continuation.resume(returning: nil) }
        }
    }

    private static func run(_ path: String, arguments: [String]) -> String? {
        var ends: (CInt, CInt) = (-1, -1)
        let piped = withUnsafeMutableBytes(of: &ends) { csb_pipe($0.bindMemory(to: CInt.self).baseAddress) }
        guard piped == 0 else { return nil }
        defer { close(ends.0) }
        guard let process = spawn(path, arguments: arguments, output: ends.1) else { return nil }
        let output = read(ends.0)
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? output : nil
    }

    private static func spawn(_ path: String, arguments: [String], output: CInt) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var strings = ([path] + arguments).map { strdup($0) }
        defer { for string in strings { free(string) } }
        strings.append(nil)
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process: pid_t = 0
        let error = posix_spawn(&process, path, &actions, nil, strings, environment)
        // Ours must be closed, or the output never ends.
        close(output)
        return error == 0 ? process : nil
    }

    private static func read(_ descriptor: CInt) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while bytes.count < buffer.count, poll(&ready, 1, -1) > 0 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
