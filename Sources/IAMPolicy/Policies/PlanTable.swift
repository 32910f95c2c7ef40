import Synchronization

/// A hash table of plans that is read without a lock while others write.
///
/// Slots are set once and never cleared. A full table chains to a further one, up to a bound: what does not fit is
/// compiled again for each request, so that inventing actions costs the inventor time and nobody memory.
final class PlanTable: Sendable {
    private static let slotCount = 64
    /// Slots that an action may stand in, from its own on.
    private static let probeCount = 8
    /// Tables in a chain; 64 slots each.
    private static let maximumDepth = 32

    private let slots: InlineArray<64, AtomicLazyReference<ActionPlan>>
    private let next = AtomicLazyReference<PlanTable>()
    private let depth: Int

    init(depth: Int = 0) {
        self.depth = depth
        slots = InlineArray { _ in AtomicLazyReference<ActionPlan>() }
    }

    /// - Parameter action: folded.
    @inline(__always)
    func find(_ hash: UInt64, _ action: Span<UInt8>) -> ActionPlan? {
        var position = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        for _ in 0..<Self.probeCount {
            guard let plan = slots[position].load() else { return nil }
            if plan.key.isEqual(hash, action) { return plan }
            position = (position &+ 1) & (Self.slotCount - 1)
        }
        return next.load()?.find(hash, action)
    }

    /// Adds a plan, unless the chain is full.
    func insert(_ plan: ActionPlan) {
        var position = Int(truncatingIfNeeded: plan.key.hash) & (Self.slotCount - 1)
        for _ in 0..<Self.probeCount {
            if slots[position].storeIfNil(plan) === plan { return }
            position = (position &+ 1) & (Self.slotCount - 1)
        }
        guard depth < Self.maximumDepth else { return }
        next.storeIfNil(PlanTable(depth: depth + 1)).insert(plan)
    }
}
