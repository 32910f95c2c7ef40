import Testing

@testable import LambdaCore

@Suite struct SystemClockTests {
    @Test func `work runs no sooner than asked, and time does not go back`() async {
        let clock = SystemClock()
        let before = clock.elapsed
        let ran = Box<Duration>()
        clock.after(.milliseconds(5)) { ran.put(clock.elapsed) }
        let after = await ran.value
        #expect(after - before >= .milliseconds(5))
        #expect(clock.elapsed >= after)
    }
}
