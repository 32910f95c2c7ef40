/// A regular expression as instructions of a small machine
/// (<https://swtch.com/~rsc/regexp/regexp2.html>, the Pike machine without captures).
struct PatternProgram: Sendable {
    private(set) var instructions: [Instruction] = []
    /// The sets that instructions name by their place here.
    private(set) var sets: [ScalarSet] = []

    enum Instruction: Sendable {
        /// Consumes one scalar of the set at this place.
        case consume(set: Int)
        case jump(Int)
        /// Goes on at both places.
        case split(Int, Int)
        case assertStart
        case assertEnd
        case lookahead(PatternProgram, isNegated: Bool)
        case lookbehind(ScalarSet, isNegated: Bool)
        case accept
    }

    init(_ node: PatternNode) {
        emit(node)
        instructions.append(.accept)
    }

    private mutating func emit(_ node: PatternNode) {
        switch node {
        case .empty: break
        case .scalar(let set):
            instructions.append(.consume(set: sets.count))
            sets.append(set)
        case .sequence(let nodes):
            for node in nodes { emit(node) }
        case .alternation(let branches): emitAlternation(branches[...])
        case .repetition(let node, let minimum, let maximum): emitRepetition(node, minimum, maximum)
        case .start: instructions.append(.assertStart)
        case .end: instructions.append(.assertEnd)
        case .lookahead(let node, let isNegated):
            instructions.append(.lookahead(PatternProgram(node), isNegated: isNegated))
        case .lookbehind(let set, let isNegated): instructions.append(.lookbehind(set, isNegated: isNegated))
        }
    }

    private mutating func emitAlternation(_ branches: ArraySlice<PatternNode>) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else { return emit(first) }
        let split = reserve()
        emit(first)
        let jump = reserve()
        instructions[split] = .split(split + 1, instructions.count)
        emitAlternation(branches.dropFirst())
        instructions[jump] = .jump(instructions.count)
    }

    private mutating func emitRepetition(_ node: PatternNode, _ minimum: Int, _ maximum: Int?) {
        for _ in 0..<minimum { emit(node) }
        guard let maximum else {
            let split = reserve()
            emit(node)
            instructions.append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(reserve())
            emit(node)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }

    /// Makes room for an instruction whose target is not known yet.
    private mutating func reserve() -> Int {
        instructions.append(.accept)
        return instructions.count - 1
    }
}
