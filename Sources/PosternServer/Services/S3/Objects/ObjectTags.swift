import AWSWire
import StateStore

/// Tags of objects and buckets within S3's rules.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>
enum ObjectTags {
    static let maximumPerObject = 10
    static let maximumPerBucket = 50
    private static let maximumKeyCharacters = 128
    private static let maximumValueCharacters = 256

    /// Tags in a header field, written as a query string.
    static func parse(_ text: String) throws(ServiceFault) -> [Tag] {
        let items: [(name: String, value: String)]
        do throws(FormError) {
            items = try FormItems(parsing: text).items
        } catch {
            throw S3Faults.invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name "
                    + "duplicates.",
                "x-amz-tagging",
                text
            )
        }
        return try checked(items.map { Tag(key: $0.name, value: $0.value) }, limit: maximumPerObject)
    }

    static func checked(_ set: [S3.Tag], limit: Int) throws(ServiceFault) -> [Tag] {
        try checked(set.map { Tag(key: $0.key, value: $0.value) }, limit: limit)
    }

    private static func checked(_ tags: [Tag], limit: Int) throws(ServiceFault) -> [Tag] {
        guard tags.count <= limit else {
            throw S3Faults.fault("BadRequest", "Object tags cannot be greater than \(limit)", 400)
        }
        guard Set(tags.map(\.key)).count == tags.count else {
            throw S3Faults.fault("InvalidTag", "Cannot provide multiple Tags with the same key", 400)
        }
        for tag in tags {
            let characters = tag.key.unicodeScalars.count
            guard (1...maximumKeyCharacters).contains(characters) else {
                throw S3Faults.fault(
                    "InvalidTag",
                    "The TagKey you have provided is invalid",
                    400,
                    [.init("TagKey", tag.key)]
                )
            }
            guard tag.value.unicodeScalars.count <= maximumValueCharacters else {
                throw S3Faults.fault(
                    "InvalidTag",
                    "The TagValue you have provided is invalid",
                    400,
                    [.init("TagKey", tag.key), .init("TagValue", tag.value)]
                )
            }
            guard !tag.key.lowercased().hasPrefix("aws:") else {
                throw S3Faults.fault("InvalidTag", "Your TagKey cannot be prefixed with aws:", 400)
            }
        }
        return tags
    }
}

extension S3.Tag {
    init(_ tag: Tag) {
        self.init(key: tag.key, value: tag.value)
    }
}
