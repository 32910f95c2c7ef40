import AWSWire
import StateStore

/// What can name an object, and a version of one, at all.
enum ObjectKey {
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>
    private static let maximumBytes = 1024

    /// - Throws: `KeyTooLongError`; `InvalidURI` for a NUL, which no XML can tell and no row can be found by.
    static func check(_ key: String) throws(ServiceFault) {
        guard !key.utf8.contains(0) else {
            throw S3Faults.fault("InvalidURI", "Couldn't parse the specified URI.", 400)
        }
        let size = key.utf8.count
        guard size <= maximumBytes else {
            throw S3Faults.fault(
                "KeyTooLongError",
                "Your key is too long",
                400,
                [.init("Size", String(size)), .init("MaxSizeAllowed", String(maximumBytes))]
            )
        }
    }

    /// - Throws: `InvalidArgument` for what S3 never gives as a version id.
    static func check(version: String?) throws(ServiceFault) {
        guard let version, version != ObjectSummary.nullVersion else { return }
        guard !version.isEmpty else {
            throw S3Faults.invalidArgument("Version id cannot be the empty string", "versionId", version)
        }
        guard version.utf8.count == S3Dependencies.versionIDLength, version.utf8.allSatisfy(isOfVersionID) else {
            throw S3Faults.invalidArgument("Invalid version id specified", "versionId", version)
        }
    }

    private static func isOfVersionID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
