import AWSWire

/// A call as its input proves it to be made: at once, or after asking somebody else.
enum ProvenCall: Sendable {
    case now(IncomingCall)
    /// Calls back exactly once, on any thread.
    case later(@Sendable (@escaping @Sendable (Result<IncomingCall, ServiceFault>) -> Void) -> Void)

    /// A proof that suspends, in a task of its own.
    static func asynchronously(_ prove: @escaping @Sendable () async throws(ServiceFault) -> IncomingCall) -> Self {
        .later { completion in
            Task {
                do throws(ServiceFault) {
                    completion(.success(try await prove()))
                } catch {
                    completion(.failure(error))
                }
            }
        }
    }
}
