import Foundation

/// JSON that Lambda writes itself: events and records. Slashes stand as they are.
enum CompactJSON {
    /// - Precondition: the value has no number that JSON cannot hold, and nothing that refuses to be encoded.
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("a value of text and whole numbers can be encoded: \(error)")
        }
    }
}
