/// Checks that need no schema.
package enum JSONText {
    /// Why bytes are not one JSON document, with the place; nil when they are one.
    ///
    /// Lambda asks this of the events it is invoked with.
    package static func flaw(in bytes: [UInt8]) -> String? {
        var reader = JSONReader(bytes)
        do throws(DecodingFault) {
            try reader.skipValue()
            try reader.end()
            return nil
        } catch {
            switch error {
            case .malformed(let reason), .mistyped(let reason): return reason
            }
        }
    }
}
