import AWSWire
import Testing

@testable import PosternServer

struct PageTests {
    @Test("pages together hold every item once, whatever their size", arguments: 1...12)
    func pages(size: Int) throws {
        let all = (10..<20).map(String.init)
        var collected: [String] = []
        var marker: String?
        repeat {
            let page = try Page(of: all, after: marker, maxItems: size, key: \.self)
            #expect(page.items.count <= size)
            #expect(page.isTruncated == (page.marker != nil))
            collected += page.items
            marker = page.marker
        } while marker != nil
        #expect(collected == all)
    }

    @Test("an item that is deleted between pages does not lose its neighbours")
    func deletion() throws {
        let first = try Page(of: ["a", "b", "c", "d"], after: nil, maxItems: 2, key: \.self)
        let second = try Page(of: ["a", "c", "d"], after: first.marker, maxItems: 2, key: \.self)
        #expect(second.items == ["c", "d"])
    }

    @Test("a marker that is none of ours is refused")
    func marker() {
        #expect(throws: ServiceFault.self) { try Page(of: ["a"], after: "%%%", maxItems: 1, key: \.self) }
    }
}
