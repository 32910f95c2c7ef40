import AWSWire
import StateStore

/// What all listings of objects have in common.
enum Listing {
    /// More are never shown on one page.
    static let pageSize = 1000

    /// - Throws: `InvalidArgument` for a negative number of keys.
    static func limit(_ maxKeys: Int?) throws(ServiceFault) -> Int {
        guard let maxKeys else { return pageSize }
        guard maxKeys >= 0 else {
            throw S3Faults.invalidArgument(
                "Argument maxKeys must be an integer between 0 and 2147483647",
                "maxKeys",
                String(maxKeys)
            )
        }
        return min(maxKeys, pageSize)
    }

    /// The condition keys of a listing.
    static func context(prefix: String?, delimiter: String?, maxKeys: Int?) -> S3Context {
        S3Context()
            .with("s3:prefix", prefix)
            .with("s3:delimiter", delimiter)
            .with("s3:max-keys", maxKeys.map { String($0) })
    }

    /// An empty delimiter is none.
    static func delimiter(_ text: String?) -> String? {
        text?.isEmpty == true ? nil : text
    }
}

/// Names in a listing as the client wants them: as they are, or percent-encoded because XML cannot hold every key.
struct ListedNames {
    let isEncoded: Bool

    init(_ encoding: S3.EncodingType?) {
        isEncoded = encoding == .url
    }

    func callAsFunction(_ name: String) -> String {
        isEncoded ? PathText.encoded(name) : name
    }

    func callAsFunction(ifAny name: String?) -> String? {
        name.map { self($0) }
    }
}

/// Percent-encoding as S3 uses it in listings and copy sources: slashes stay.
enum PathText {
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "*"), UInt8(ascii: "/"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    /// Nil when an escape is malformed or the bytes are not UTF-8. A plus sign is a space, as S3 reads it here.
    static func decoded(_ text: String) -> String? {
        // A form item without a name takes the whole text as its value, separators included.
        let escaped = text.replacing("&", with: "%26").replacing("=", with: "%3D")
        return (try? FormItems(parsing: "x=\(escaped)"))?.first("x")
    }
}
