/// What `DescribeLogStreams` tells of a stream.
package struct LogStreamSummary: Sendable, Equatable {
    package let name: String
    package let createdAt: Timestamp
    /// Nil while the stream is empty.
    package let firstEventAt: Timestamp?
    package let lastEventAt: Timestamp?
    package let lastIngestionAt: Timestamp?
}
