/// One frame of `application/vnd.amazon.eventstream`
/// (<https://smithy.io/2.0/aws/amazon-eventstream.html>), the form of Lambda's streamed answers.
package struct EventStreamMessage: Sendable {
    /// String headers; no others occur in what Postern sends. Names are at most 255 bytes long.
    package var headers: [WireHeader]
    package var payload: [UInt8]

    package init(headers: [WireHeader], payload: [UInt8]) {
        self.headers = headers
        self.payload = payload
    }

    /// A frame that carries one event of a union, such as `PayloadChunk`.
    ///
    /// - Parameter contentType: of the payload; `application/octet-stream` for raw bytes.
    package static func event(_ type: String, contentType: String, payload: [UInt8]) -> EventStreamMessage {
        EventStreamMessage(
            headers: [(":event-type", type), (":content-type", contentType), (":message-type", "event")],
            payload: payload
        )
    }

    /// The frame's bytes: two lengths and their checksum, the headers, the payload, and the checksum of all before it.
    package var encoded: [UInt8] {
        let headerBytes = headers.flatMap(Self.encode)
        let overheadByteCount = 16
        var frame: [UInt8] = []
        frame.reserveCapacity(overheadByteCount + headerBytes.count + payload.count)
        frame.append(bigEndian: UInt32(overheadByteCount + headerBytes.count + payload.count))
        frame.append(bigEndian: UInt32(headerBytes.count))
        frame.append(bigEndian: CRC32.checksum(of: frame))
        frame += headerBytes
        frame += payload
        frame.append(bigEndian: CRC32.checksum(of: frame))
        return frame
    }

    /// Name length, name, the type 7 for strings, value length, value.
    private static func encode(_ header: WireHeader) -> [UInt8] {
        let name = Array(header.name.utf8.prefix(Int(UInt8.max)))
        let value = Array(header.value.utf8.prefix(Int(UInt16.max)))
        var bytes = [UInt8(name.count)] + name + [7]
        bytes += [UInt8(value.count >> 8), UInt8(truncatingIfNeeded: value.count)]
        return bytes + value
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian value: UInt32) {
        for shift in stride(from: 24, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }
}
