import AWSWire
import Foundation

/// One page of a list, in IAM's way: `MaxItems` at most, and a marker while there is more.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html>
struct Page<Item> {
    static var defaultSize: Int { 100 }

    let items: [Item]
    /// Where the next page begins; nil on the last.
    let marker: String?

    var isTruncated: Bool { marker != nil }

    /// - Parameters:
    ///   - all: every item, in an order that does not change between calls.
    ///   - marker: what the page before gave; the key of the last item it held.
    ///   - refusal: the answer to a marker that is none, where the service is not IAM.
    ///   - key: names an item uniquely and orders as `all` does.
    init(
        of all: [Item],
        after marker: String?,
        maxItems: Int?,
        refusal: ServiceFault = ServiceFault(code: "ValidationError", message: "Invalid Marker."),
        key: (Item) -> String
    ) throws(ServiceFault) {
        var rest = all[...]
        if let marker {
            guard let last = PageMarker.decode(marker) else { throw refusal }
            rest = rest.drop { key($0) <= last }
        }
        let size = maxItems ?? Self.defaultSize
        items = Array(rest.prefix(size))
        self.marker = rest.count > size ? items.last.map { PageMarker.encode(key($0)) } : nil
    }
}

extension Page: Sendable where Item: Sendable {}

/// Markers are opaque to clients: the key in base64.
enum PageMarker {
    static func encode(_ key: String) -> String {
        Data(key.utf8).base64EncodedString()
    }

    static func decode(_ marker: String) -> String? {
        Data(base64Encoded: marker).flatMap { String(validating: $0, as: UTF8.self) }
    }
}
