/// The `name=value` items of a query string or of an `application/x-www-form-urlencoded` body, decoded.
package struct FormItems: Sendable {
    /// The items in the order of the text. An item without `=` has an empty value.
    package let items: [(name: String, value: String)]

    /// No items at all.
    static let none = FormItems(items: [])

    private init(items: [(name: String, value: String)]) {
        self.items = items
    }

    /// Splits and decodes `text`.
    ///
    /// - Throws: ``FormError`` when an escape is malformed or the decoded bytes are not UTF-8.
    package init(parsing text: String) throws(FormError) {
        var items: [(name: String, value: String)] = []
        for item in text.utf8.split(separator: UInt8(ascii: "&")) {
            let separator = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
            guard
                let name = PercentDecoding.decode(item[..<separator], plusIsSpace: true),
                let value = PercentDecoding.decode(item[separator...].dropFirst(), plusIsSpace: true)
            else { throw FormError() }
            items.append((name, value))
        }
        self.items = items
    }

    /// The value of the first item called `name`; nil when there is none.
    package func first(_ name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// The values of all items called `name`, in order.
    func all(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }
}

/// Form text held a malformed percent escape or bytes that are not UTF-8.
package struct FormError: Error {}
