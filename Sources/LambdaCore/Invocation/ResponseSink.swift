/// Takes a response that a function streams, as it is written.
///
/// Given with an ``Invocation``. A function that answers at once calls nothing here: its response is the outcome's
/// payload. When ``begin(contentType:)`` was called, the outcome follows the last piece: its payload is empty, or the
/// error object if the response broke off or ended with an error.
///
/// Both functions are called in order, one at a time, on any thread, and must return at once.
package protocol ResponseSink: Sendable {
    /// The function has begun to answer.
    /// - Parameter contentType: what it calls its response, such as
    ///   `application/vnd.awslambda.http-integration-response`, whose bytes begin with a JSON object and eight zeros.
    func begin(contentType: String)

    /// The next bytes, never empty.
    /// - Parameter whenTaken: to be called once, on any thread, when more may come; the function waits when too much is
    ///   under way. A sink whose caller has gone away calls it at once and drops the bytes.
    func write(_ bytes: [UInt8], whenTaken: @escaping @Sendable () -> Void)
}
