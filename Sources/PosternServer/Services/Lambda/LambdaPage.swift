import AWSWire

/// One page of a list in Lambda's way: fifty items at most, and a marker while there is more.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html>
struct LambdaPage<Item> {
    let items: [Item]
    /// Where the next page begins; nil on the last.
    let marker: String?

    /// - Parameters:
    ///   - all: every item, in the order of their keys.
    ///   - marker: what the page before gave; the key of the last item it held.
    ///   - key: names an item uniquely.
    init(of all: [Item], after marker: String?, maxItems: Int?, key: (Item) -> String) throws(ServiceFault) {
        var rest = all[...]
        if let marker {
            guard let last = PageMarker.decode(marker) else {
                throw Lambda.Fault.invalidParameterValue("Invalid value for Marker: \(marker)")
            }
            rest = rest.drop { key($0) <= last }
        }
        let size = min(maxItems ?? LambdaPageSize.most, LambdaPageSize.most)
        items = Array(rest.prefix(size))
        self.marker = rest.count > size ? items.last.map { PageMarker.encode(key($0)) } : nil
    }
}

/// How many items a page holds, whatever `MaxItems` says.
enum LambdaPageSize {
    static let most = 50
}

enum ListKey {
    /// A number with leading zeros, so that texts sort as numbers do.
    static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }

    /// Sorts the other way round than numbers do.
    static func descending(_ number: Int) -> String {
        padded(999_999_999_999 - number)
    }
}

extension Lambda.FunctionConfiguration {
    /// Sorts by name, then `$LATEST` before the versions, and those by number.
    var listKey: String {
        "\(functionName ?? ""):\(ListKey.padded(version.flatMap { Int($0) } ?? 0))"
    }
}
