import Glibc

/// A thread of its own for a loop that blocks in the kernel, which no task may do.
final class ReaderThread: Sendable {
    private let body: @Sendable () -> Void

    private init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Runs `body` on a new detached thread. Returns 0 or an `errno`.
    static func start(_ body: @escaping @Sendable () -> Void) -> CInt {
        let context = Unmanaged.passRetained(ReaderThread(body))
        let error = create(context.toOpaque())
        if error != 0 { context.release() }
        return error
    }

    private static func create(_ context: UnsafeMutableRawPointer) -> CInt {
        var thread = pthread_t()
        let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
            guard let context else { return nil }
            Unmanaged<ReaderThread>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }
        let error = pthread_create(&thread, nil, entry, context)
        return error == 0 ? pthread_detach(thread) : error
    }
}
