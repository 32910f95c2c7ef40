extension String {
    /// Calls `body` with the UTF-8 bytes, in place; they must not outlive the call.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        utf8.span.bytes.withUnsafeBytes(body)
    }
}
