/// Runs a program over a text.
///
/// All ways through the program advance together, one scalar at a time, so that the time is bounded by program × text
/// whatever the pattern and the text are; nothing backtracks, and nothing recurses on the text.
struct PatternMatcher {
    private let text: [Unicode.Scalar]

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    /// Whether the whole text matches.
    func matchesWhole(_ program: PatternProgram) -> Bool {
        run(program, from: 0, mustReachEnd: true)
    }

    /// Whether some run of scalars from `start` on matches, up to the end of the text if it must.
    private func run(_ program: PatternProgram, from start: Int, mustReachEnd: Bool) -> Bool {
        var current = States(count: program.instructions.count)
        var next = States(count: program.instructions.count)
        follow(program, from: 0, at: start, into: &current)
        for position in start..<text.count {
            if current.accepts, !mustReachEnd { return true }
            if current.consuming.isEmpty { return false }
            for state in current.consuming {
                guard case .consume(let set) = program.instructions[state], set.contains(text[position]) else {
                    continue
                }
                follow(program, from: state + 1, at: position + 1, into: &next)
            }
            swap(&current, &next)
            next.removeAll()
        }
        return current.accepts
    }

    /// Adds the states reached from `state` without consuming anything.
    private func follow(_ program: PatternProgram, from state: Int, at position: Int, into states: inout States) {
        var waiting = [state]
        while let state = waiting.popLast() {
            guard states.visit(state) else { continue }
            switch program.instructions[state] {
            case .consume: states.consuming.append(state)
            case .accept: states.accepts = true
            case .jump(let target): waiting.append(target)
            case .split(let first, let second): waiting += [second, first]
            case .assertStart: if position == 0 { waiting.append(state + 1) }
            case .assertEnd: if position == text.count { waiting.append(state + 1) }
            case .lookahead(let inner, let isNegated):
                if run(inner, from: position, mustReachEnd: false) != isNegated { waiting.append(state + 1) }
            case .lookbehind(let set, let isNegated):
                let isBehind = position > 0 && set.contains(text[position - 1])
                if isBehind != isNegated { waiting.append(state + 1) }
            }
        }
    }
}

/// Where all ways through a program stand at one position of the text.
private struct States {
    /// Instructions that wait for a scalar.
    var consuming: [Int] = []
    /// Whether some way has come to the end of the program.
    var accepts = false
    private var visited: [Bool]

    init(count: Int) {
        visited = Array(repeating: false, count: count)
    }

    /// Marks a state; false when it was marked before.
    mutating func visit(_ state: Int) -> Bool {
        guard !visited[state] else { return false }
        visited[state] = true
        return true
    }

    mutating func removeAll() {
        consuming.removeAll(keepingCapacity: true)
        accepts = false
        for state in visited.indices { visited[state] = false }
    }
}
