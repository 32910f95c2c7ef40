import Foundation

extension [UInt8] {
    /// Standard base64 with padding.
    var base64Text: String { Data(self).base64EncodedString() }
}
