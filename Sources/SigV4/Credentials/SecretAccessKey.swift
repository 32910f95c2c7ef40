/// The secret half of an access key. Prints `***`, is compared in constant time, and is wiped when its last copy goes.
public struct SecretAccessKey: Sendable {
    private let storage: SecretBytes

    /// - Parameter secret: the key as IAM or STS gave it out; AWS's have 40 characters, other lengths work.
    public init(_ secret: String) {
        storage = SecretBytes(copying: secret)
    }

    /// Calls `body` with the bytes of the secret; they must not outlive the call.
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(storage.bytes))
    }

    /// Whether both stand for the same secret: the same storage, or the same bytes (compared in constant time).
    func isSame(as other: SecretAccessKey) -> Bool {
        storage === other.storage
            || ConstantTime.areEqual(UnsafeRawBufferPointer(storage.bytes), UnsafeRawBufferPointer(other.storage.bytes))
    }
}

extension SecretAccessKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "***" }
    public var debugDescription: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
