import Synchronization

/// The policies of one layer, of which a request must be allowed by at least one and denied by none.
///
/// Keep one per principal and per resource, and replace it when a policy changes: it remembers, per action, which of
/// its statements bear on it.
public final class PolicySet: Sendable {
    /// The policies, in the order in which decisions number them.
    public let policies: [CompiledPolicy]
    private let plans = PlanTable()
    /// Programs by the statements in them, while plans are made.
    private let programs = Mutex<[[Selection]: ProgramReference]>([:])

    public init(_ policies: [CompiledPolicy]) {
        self.policies = policies
    }

    /// What the set says to a request; compiled for the action on first use.
    func evaluate(_ query: AuthorizationQuery, hasBoundary: Bool = false) -> SetOutcome {
        let action = query.text.span.extracting(query.actionRange.bounds)
        let plan = plans.find(query.actionHash, action) ?? makePlan(query)
        return plan.program.program.evaluate(query, hasBoundary: hasBoundary)
    }

    /// A statement of a policy; -1 for a policy whose text is invalid.
    private struct Selection: Hashable {
        let policy: Int
        let statement: Int
    }

    private func makePlan(_ query: AuthorizationQuery) -> ActionPlan {
        let selection = select(query)
        let program = programs.withLock { known in
            if let program = known[selection] { return program }
            let program = ProgramReference(compile(selection))
            known[selection] = program
            return program
        }
        let action = Array(query.text[query.actionRange.bounds])
        let plan = ActionPlan(ActionKey(text: action, hash: query.actionHash), program: program)
        plans.insert(plan)
        return plan
    }

    private func select(_ query: AuthorizationQuery) -> [Selection] {
        let action = query.text.span.extracting(query.actionRange.bounds)
        var selection: [Selection] = []
        for (index, policy) in policies.enumerated() {
            guard case .success(let document) = policy.document else {
                selection.append(Selection(policy: index, statement: -1))
                continue
            }
            for statement in document.statements.indices where policy.covers(action, statement: statement) {
                selection.append(Selection(policy: index, statement: statement))
            }
        }
        return selection
    }

    private func compile(_ selection: [Selection]) -> StatementProgram {
        var program = StatementProgram()
        for item in selection {
            switch policies[item.policy].document {
            case .failure:
                program.appendDenial(policy: item.policy)
            case .success(let document):
                program.append(
                    document.statements[item.statement],
                    policy: item.policy,
                    index: item.statement,
                    version: document.version
                )
            }
        }
        return program
    }
}
