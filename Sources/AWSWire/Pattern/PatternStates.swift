/// Where all ways through a program stand at one position of the text, and where they stood at the one before.
struct PatternStates {
    /// Instructions that wait for the scalar at this position.
    var consuming: [Int] = []
    /// Those that waited for the scalar before.
    private(set) var previous: [Int] = []
    /// Whether some way has come to the end of the program.
    var accepts = false
    /// Instructions that are still to be followed at this position.
    var waiting: [Int] = []
    /// For each instruction the number of the step that visited it last, so that nothing need be cleared between steps.
    private var visits: [Int]
    private var step = 1

    init(count: Int) {
        visits = Array(repeating: 0, count: count)
        consuming.reserveCapacity(count)
        previous.reserveCapacity(count)
        waiting.reserveCapacity(count)
    }

    /// Goes on to the next position.
    mutating func advance() {
        swap(&consuming, &previous)
        consuming.removeAll(keepingCapacity: true)
        accepts = false
        step += 1
    }

    /// Marks an instruction; false when it was marked at this position before.
    mutating func visit(_ state: Int) -> Bool {
        guard visits[state] != step else { return false }
        visits[state] = step
        return true
    }
}
