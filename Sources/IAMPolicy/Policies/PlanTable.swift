import Synchronization

/// A hash table of plans that is read without a lock while others write.
///
/// Slots are set once and never cleared. A full table chains to a further one, up to a bound: what does not fit is
/// compiled again for each request, so that inventing actions costs the inventor time and nobody memory.
final class PlanTable: Sendable {
    private static let slotCount = 64
    /// Slots that an action may stand in, from its own on.
    private static let probeCount = 8
    /// Tables in a chain.
    private static let maximumDepth = 32

    /// Each slot owns the plan in it from the exchange that set it until `deinit`, so that a plan read from a slot lives
    /// as long as the table, and reading it needs no reference counting.
    private let slots: InlineArray<64, Atomic<Unmanaged<ActionPlan>?>>
    private let next = AtomicLazyReference<PlanTable>()
    private let depth: Int

    init(depth: Int = 0) {
        self.depth = depth
        slots = InlineArray { _ in Atomic(nil) }
    }

    deinit {
        for index in 0..<Self.slotCount { slots[index].load(ordering: .acquiring)?.release() }
    }

    /// - Parameter action: folded.
    @inline(__always)
    func find(_ hash: UInt64, _ action: Span<UInt8>) -> Unmanaged<ActionPlan>? {
        var position = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        for _ in 0..<Self.probeCount {
            guard let plan = slots[position].load(ordering: .acquiring) else { return nil }
            if plan._withUnsafeGuaranteedRef({ $0.key.isEqual(hash, action) }) { return plan }
            position = (position &+ 1) & (Self.slotCount - 1)
        }
        return findFurther(hash, action)
    }

    private func findFurther(_ hash: UInt64, _ action: Span<UInt8>) -> Unmanaged<ActionPlan>? {
        next.load()?.find(hash, action)
    }

    /// Adds a plan, unless the chain is full.
    func insert(_ plan: ActionPlan) {
        var position = Int(truncatingIfNeeded: plan.key.hash) & (Self.slotCount - 1)
        for _ in 0..<Self.probeCount {
            if set(position, to: plan) { return }
            position = (position &+ 1) & (Self.slotCount - 1)
        }
        guard depth < Self.maximumDepth else { return }
        next.storeIfNil(PlanTable(depth: depth + 1)).insert(plan)
    }

    /// - Returns: false when the slot is taken.
    private func set(_ position: Int, to plan: ActionPlan) -> Bool {
        let owned = Unmanaged.passRetained(plan)
        let result = slots[position].compareExchange(expected: nil, desired: owned, ordering: .acquiringAndReleasing)
        if !result.exchanged { owned.release() }
        return result.exchanged
    }
}
