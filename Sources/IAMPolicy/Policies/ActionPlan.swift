/// What a policy set knows about one action.
final class ActionPlan: Sendable {
    let key: ActionKey
    let program: ProgramReference

    init(_ key: consuming ActionKey, program: ProgramReference) {
        self.key = key
        self.program = program
    }
}

/// An action as plans are found by it.
struct ActionKey: ~Copyable, Sendable {
    /// The folded action.
    let text: [UInt8]
    let hash: UInt64

    @inline(__always)
    func isEqual(_ hash: UInt64, _ action: Span<UInt8>) -> Bool {
        self.hash == hash && text.span.equals(action)
    }
}

/// A program that several actions share, because the same statements bear on them.
final class ProgramReference: Sendable {
    let program: StatementProgram

    init(_ program: consuming StatementProgram) {
        self.program = program
    }
}
