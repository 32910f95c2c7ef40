import Glibc

/// Where random bytes come from; a parameter, so that tests own it.
package struct RandomSource: Sendable {
    private let generate: @Sendable (Int) -> [UInt8]

    /// - Parameter generate: returns exactly as many bytes as it is asked for.
    package init(_ generate: @escaping @Sendable (Int) -> [UInt8]) {
        self.generate = generate
    }

    package func bytes(_ count: Int) -> [UInt8] {
        let bytes = generate(count)
        precondition(bytes.count == count, "a random source must return as many bytes as it is asked for")
        return bytes
    }

    /// The operating system's cryptographically secure generator.
    package static let system = Self { count in
        var bytes = [UInt8](repeating: 0, count: count)
        for start in stride(from: 0, to: count, by: 256) {
            let size = min(256, count - start)
            let status = bytes.withUnsafeMutableBytes { getentropy($0.baseAddress?.advanced(by: start), size) }
            precondition(status == 0, "the system gives no randomness")
        }
        return bytes
    }
}
