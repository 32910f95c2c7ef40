import AWSWire

/// One page of a list in Organizations' way: `MaxResults` of one to twenty, and a `NextToken` while there is more.
struct OrganizationsPage<Item> {
    private static var largest: Int { 20 }

    let items: [Item]
    /// Nil on the last page.
    let nextToken: String?

    /// - Parameter key: names an item uniquely; `all` is ordered by it.
    /// - Throws: `InvalidInputException` for a token that no page gave.
    init(
        of all: [Item],
        after token: String?,
        maxResults: Int?,
        key: (Item) -> String
    ) throws(ServiceFault) {
        do {
            let page = try Page(of: all, after: token, maxItems: maxResults ?? Self.largest, key: key)
            items = page.items
            nextToken = page.marker
        } catch {
            throw Organizations.Fault.invalidInput(
                "You specified an invalid value for NextToken; take it from the response to a previous call.",
                reason: "INVALID_NEXT_TOKEN"
            )
        }
    }
}
