import Synchronization

/// The policies of one layer, of which a request must be allowed by at least one and denied by none.
///
/// Keep one per principal and per resource, and replace it when a policy changes: it remembers, per action, which of
/// its statements bear on it.
public final class PolicySet: Sendable {
    /// The policies, in the order in which decisions number them.
    public let policies: [CompiledPolicy]
    private let plans = PlanTable()
    /// Programs that are kept; further ones are made for one request each.
    private static let maximumPrograms = 1_024
    /// Programs by the statements in them, for actions that the same statements bear on.
    private let programs = Mutex<[[StatementSelection]: ProgramReference]>([:])

    public init(_ policies: [CompiledPolicy]) {
        self.policies = policies
    }

    /// What the set says to a request; compiled for the action on first use.
    @inline(__always)
    func evaluate(_ query: borrowing QueryFacts, hasBoundary: Bool = false) -> SetOutcome {
        let action = query.context.bytes.span.extracting(query.action.bounds)
        guard let plan = plans.find(query.actionHash, action) else {
            return makePlan(query).program.program.evaluate(query, hasBoundary: hasBoundary)
        }
        return plan._withUnsafeGuaranteedRef { $0.program.program.evaluate(query, hasBoundary: hasBoundary) }
    }

    private func makePlan(_ query: borrowing QueryFacts) -> ActionPlan {
        let action = query.context.bytes.span.extracting(query.action.bounds)
        let selection = select(action)
        let program = programs.withLock { known in
            if let program = known[selection] { return program }
            let program = ProgramReference(StatementProgram(compile(selection)))
            if known.count < Self.maximumPrograms { known[selection] = program }
            return program
        }
        let key = ActionKey(text: Array(query.context.bytes[query.action.bounds]), hash: query.actionHash)
        let plan = ActionPlan(key, program: program)
        plans.insert(plan)
        return plan
    }

    /// The statements that bear on an action, which is folded.
    private func select(_ action: Span<UInt8>) -> [StatementSelection] {
        var selection: [StatementSelection] = []
        for (index, policy) in policies.enumerated() {
            guard case .success(let document) = policy.document else {
                selection.append(StatementSelection(policy: index, statement: -1))
                continue
            }
            for statement in document.statements.indices where policy.covers(action, statement: statement) {
                selection.append(StatementSelection(policy: index, statement: statement))
            }
        }
        return selection
    }

    private func compile(_ selection: [StatementSelection]) -> ProgramBuilder {
        var builder = ProgramBuilder()
        for item in selection {
            switch policies[item.policy].document {
            case .failure:
                builder.appendDenial(policy: item.policy)
            case .success(let document):
                builder.append(
                    document.statements[item.statement],
                    policy: item.policy,
                    index: item.statement,
                    version: document.version
                )
            }
        }
        return builder
    }
}

/// A statement of a policy of a set.
private struct StatementSelection: Hashable {
    let policy: Int
    /// -1 for a policy whose text is invalid.
    let statement: Int
}
