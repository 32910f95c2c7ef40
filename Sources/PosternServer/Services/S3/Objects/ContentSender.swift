import NIOCore
import StateStore

/// Sends a part of an object piece by piece, no faster than the client takes it.
struct ContentSender: Sendable {
    private static let pieceBytes = 1 << 20

    let reader: ObjectReader
    let body: HTTPBodyStream

    /// Each piece is read in a task of its own, because reading blocks.
    func send(_ bytes: Range<Int>) {
        guard !bytes.isEmpty else { return body.end() }
        Task {
            do throws(StateStoreError) {
                let limit = min(Self.pieceBytes, bytes.count)
                let piece = try reader.piece(at: bytes.lowerBound, limitBytes: limit)
                let rest = (bytes.lowerBound + piece.count)..<bytes.upperBound
                body.write(ByteBuffer(bytes: piece)) { send(rest) }
            } catch {
                body.breakOff()
            }
        }
    }
}
