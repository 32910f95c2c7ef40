/// Checks that need no schema.
package enum JSONText {
    /// Why bytes are not one JSON document in UTF-8, with the place; nil when they are one.
    ///
    /// Lambda asks this of the events it is invoked with.
    package static func flaw(in bytes: [UInt8]) -> String? {
        var reader = JSONReader(bytes)
        do throws(DecodingFault) {
            try reader.skipValue()
            try reader.end()
        } catch {
            switch error {
            case .malformed(let reason), .mistyped(let reason): return reason
            }
        }
        return isUTF8(bytes) ? nil : "Invalid UTF-8"
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }
}
