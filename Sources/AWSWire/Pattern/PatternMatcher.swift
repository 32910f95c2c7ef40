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
        var states = PatternStates(count: program.instructions.count)
        follow(program, from: 0, at: start, into: &states)
        for position in start..<text.count {
            if states.accepts, !mustReachEnd { return true }
            if states.consuming.isEmpty { return false }
            states.advance()
            for state in states.previous {
                guard case .consume(let set) = program.instructions[state] else { continue }
                guard program.sets[set].contains(text[position]) else { continue }
                follow(program, from: state + 1, at: position + 1, into: &states)
            }
        }
        return states.accepts
    }

    /// Adds the states reached from `state` without consuming anything.
    private func follow(_ program: PatternProgram, from state: Int, at position: Int, into states: inout PatternStates)
    {
        states.waiting.append(state)
        while let state = states.waiting.popLast() {
            guard states.visit(state) else { continue }
            switch program.instructions[state] {
            case .consume: states.consuming.append(state)
            case .accept: states.accepts = true
            case .jump(let target): states.waiting.append(target)
            case .split(let first, let second):
                states.waiting.append(second)
                states.waiting.append(first)
            case .assertStart: if position == 0 { states.waiting.append(state + 1) }
            case .assertEnd: if position == text.count { states.waiting.append(state + 1) }
            case .lookahead(let inner, let isNegated):
                if run(inner, from: position, mustReachEnd: false) != isNegated { states.waiting.append(state + 1) }
            case .lookbehind(let set, let isNegated):
                let isBehind = position > 0 && set.contains(text[position - 1])
                if isBehind != isNegated { states.waiting.append(state + 1) }
            }
        }
    }
}
