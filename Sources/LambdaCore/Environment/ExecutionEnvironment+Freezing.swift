import Synchronization

/// Between events Lambda freezes a runtime: its threads stand still and cost nothing.
///
/// Freezing waits a little, so that a busy environment is never frozen and thawed for every event.
extension ExecutionEnvironment {
    /// The runtime waits for an event from now on. To be called under the lock.
    func rest(_ state: inout State) {
        state.idleSince = clock.elapsed
        armFreezeTimer(after: freezeDelay, &state)
    }

    /// The runtime is about to get an event. To be called under the lock.
    func wake(_ state: inout State) {
        state.idleSince = nil
        guard state.isFrozen else { return }
        state.process?.thaw()
        state.isFrozen = false
        log.telemetry.setPaused(false)
    }

    private func armFreezeTimer(after delay: Duration, _ state: inout State) {
        guard !state.isFreezeTimerArmed else { return }
        state.isFreezeTimerArmed = true
        clock.after(delay) { [weak self] in self?.freezeIfIdle() }
    }

    private func freezeIfIdle() {
        state.withLock { state in
            state.isFreezeTimerArmed = false
            guard let idleSince = state.idleSince, !state.isFrozen else { return }
            let rest = idleSince + freezeDelay - clock.elapsed
            if rest > .zero {
                armFreezeTimer(after: rest, &state)
            } else if log.telemetry.isDelivering {
                armFreezeTimer(after: freezeDelay, &state)
            } else {
                log.telemetry.setPaused(true)
                state.isFrozen = state.process?.freeze() ?? false
                if !state.isFrozen { log.telemetry.setPaused(false) }
            }
        }
    }
}
