import AWSWire

/// The outcome of carrying out an operation: here already, or to come.
enum Performance<Output: Sendable>: Sendable {
    case finished(Output)
    /// Calls back exactly once, on any thread.
    case later(@Sendable (@escaping @Sendable (Result<Output, ServiceFault>) -> Void) -> Void)
    /// Calls back likewise, as soon as the head of the answer is known; its body follows.
    case streamed(@Sendable (@escaping @Sendable (Result<Streamed<Output>, ServiceFault>) -> Void) -> Void)

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

/// An output whose body is still being made.
struct Streamed<Output: Sendable>: Sendable {
    let output: Output
    let body: HTTPBodyStream
}
