import AWSWire

/// S3's rules for the names of buckets.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
enum BucketName {
    private static let reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"]
    private static let reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]

    /// - Throws: `InvalidBucketName`.
    static func check(_ name: String) throws(ServiceFault) {
        let bytes = Array(name.utf8)
        let isValid =
            (3...63).contains(bytes.count) && bytes.allSatisfy(isAllowed)
            && [bytes.first, bytes.last].allSatisfy { $0.map(isLetterOrDigit) ?? false }
            && !name.contains("..") && !isAddress(name)
            && !reservedPrefixes.contains(where: name.hasPrefix) && !reservedSuffixes.contains(where: name.hasSuffix)
        guard isValid else {
            throw S3Faults.fault(
                "InvalidBucketName",
                "The specified bucket is not valid.",
                400,
                [.init("BucketName", name)]
            )
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
