import AWSWire

/// The outcome of carrying out an operation: here already, or to come.
enum Performance<Output: Sendable>: Sendable {
    case finished(Output)
    /// Calls back exactly once, on any thread.
    case later(@Sendable (@escaping @Sendable (Result<Output, ServiceFault>) -> Void) -> Void)

    /// Work that suspends, in a task of its own.
    static func asynchronously(_ work: @escaping @Sendable () async throws(ServiceFault) -> Output) -> Self {
        .later { completion in
            Task {
                do throws(ServiceFault) {
                    completion(.success(try await work()))
                } catch {
                    completion(.failure(error))
                }
            }
        }
    }
}
