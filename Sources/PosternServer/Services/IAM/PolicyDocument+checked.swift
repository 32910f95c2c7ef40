import AWSWire
import IAMPolicy

extension PolicyDocument {
    /// Parses a document that a client wants stored.
    ///
    /// - Throws: `MalformedPolicyDocument` with AWS's sentence, followed by what exactly is wrong and where.
    static func checked(_ text: String, kind: PolicyKind) throws(ServiceFault) -> PolicyDocument {
        do {
            return try PolicyDocument(parsing: Array(text.utf8), kind: kind)
        } catch {
            throw IAM.Fault.malformedPolicyDocument("\(error)")
        }
    }
}

extension String {
    /// Percent-encoded by RFC 3986, as IAM gives policy documents out.
    var percentEncodedAsPolicy: String {
        var encoded = ""
        encoded.reserveCapacity(utf8.count * 2)
        for byte in utf8 {
            if byte.isUnreserved {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += byte < 16 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

extension UInt8 {
    /// Whether RFC 3986 §2.3 leaves the byte as it is.
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}
