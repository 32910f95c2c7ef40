import Foundation
import LambdaCore
import NIOCore
import NIOHTTP1

/// The body of a response that a runtime streams, on its way from the connection to whoever reads it.
///
/// The runtime's connection is read no further while more than ``windowBytes`` have not been taken.
final class StreamedRuntimeResponse {
    private static let windowBytes = 1 << 20

    private let stream: any ResponseStream
    private let channel: any Channel
    private let eventLoop: any EventLoop
    private var outstandingBytes = 0

    init(_ stream: any ResponseStream, on channel: any Channel) {
        self.stream = stream
        self.channel = channel
        eventLoop = channel.eventLoop
    }

    func write(_ part: ByteBuffer) {
        let count = part.readableBytes
        guard count > 0 else { return }
        outstandingBytes += count
        if outstandingBytes > Self.windowBytes { setReading(false) }
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        stream.write(Array(part.readableBytesView)) { [eventLoop] in
            eventLoop.execute { bound.value.taken(count) }
        }
    }

    /// - Parameter trailers: of the request.
    func end(_ trailers: HTTPHeaders?) -> RuntimeReply {
        let body = trailers?.first(name: "lambda-runtime-function-error-body").flatMap { Data(base64Encoded: $0) }
        return stream.end(
            errorType: trailers?.first(name: "lambda-runtime-function-error-type"),
            errorBody: body.map(Array.init)
        )
    }

    func breakOff() {
        stream.breakOff()
    }

    private func taken(_ count: Int) {
        outstandingBytes -= count
        if outstandingBytes <= Self.windowBytes { setReading(true) }
    }

    private func setReading(_ isReading: Bool) {
        channel.setOption(ChannelOptions.autoRead, value: isReading).whenFailure { [channel] _ in
            channel.close(promise: nil)
        }
    }
}
