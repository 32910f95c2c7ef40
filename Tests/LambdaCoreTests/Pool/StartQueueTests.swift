import Testing

@testable import LambdaCore

@Suite struct StartQueueTests {
    @Test func `no more start than the limit, and the others follow in order`() {
        var queue = StartQueue<Int>(limit: 2)
        var started: [Bool] = []
        for waiter in 1...5 { started.append(queue.enter(waiter)) }
        #expect(started == [true, true, false, false, false])
        var followers: [Int?] = []
        for _ in 0..<5 { followers.append(queue.leave()) }
        #expect(followers == [3, 4, 5, nil, nil])
        for waiter in 6...8 { started.append(queue.enter(waiter)) }
        #expect(started.suffix(3) == [true, true, false])
    }
}
