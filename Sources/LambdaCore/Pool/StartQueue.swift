/// Lets only so many environments start at once; the others wait in order. Decides only.
///
/// Without it a burst would start hundreds of interpreters together, none of which got ready within the init limit.
struct StartQueue<Waiter> {
    let limit: Int
    private var running = 0
    private var waiting: [Waiter] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether `waiter` may start now; else it is kept for ``leave()``.
    mutating func enter(_ waiter: Waiter) -> Bool {
        guard running < limit else {
            waiting.append(waiter)
            return false
        }
        running += 1
        return true
    }

    /// One that started is ready, or has ended. Returns the next, which may start now.
    mutating func leave() -> Waiter? {
        guard !waiting.isEmpty else {
            running -= 1
            return nil
        }
        return waiting.removeFirst()
    }
}
