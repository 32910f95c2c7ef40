import AWSWire
import StateStore
import Testing

@testable import PosternServer

struct LambdaPageTests {
    @Test("pages hold what was asked for, fifty at most, and continue where the last one ended")
    func pages() throws {
        let all = (1...120).map(ListKey.padded)
        let first = try LambdaPage(of: all, after: nil, maxItems: nil, key: \.self)
        #expect(first.items == Array(all[..<50]))
        let second = try LambdaPage(of: all, after: first.marker, maxItems: 10_000, key: \.self)
        #expect(second.items == Array(all[50..<100]))
        let third = try LambdaPage(of: all, after: second.marker, maxItems: 50, key: \.self)
        #expect(third.items == Array(all[100...]))
        #expect(third.marker == nil)
    }

    @Test("a page goes on behind what has gone meanwhile")
    func goneMeanwhile() throws {
        let first = try LambdaPage(of: ["a", "b", "c"], after: nil, maxItems: 2, key: \.self)
        let second = try LambdaPage(of: ["a", "c"], after: first.marker, maxItems: 2, key: \.self)
        #expect(second.items == ["c"])
    }

    @Test("a marker that no page gave is refused")
    func badMarker() {
        #expect(throws: ServiceFault.self) { try LambdaPage(of: ["a"], after: "?", maxItems: nil, key: \.self) }
    }

    @Test("keys of numbers sort as the numbers do, or the other way round")
    func keys() {
        let numbers = [1, 2, 9, 10, 99, 100, 12_345]
        #expect(numbers.map(ListKey.padded) == numbers.map(ListKey.padded).sorted())
        #expect(numbers.map(ListKey.descending) == numbers.map(ListKey.descending).sorted(by: >))
    }
}
