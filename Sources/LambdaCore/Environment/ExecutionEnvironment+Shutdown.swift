import Synchronization

/// The last phase of an environment with extensions: they are told, and given time, before the sandbox is killed.
///
/// Source: "Shutdown phase", AWS Lambda Developer Guide; the runtime's share of the time as in AWS's Runtime Interface
/// Emulator.
extension ExecutionEnvironment {
    struct Shutdown {
        let process: any EnvironmentProcess
        let reason: ShutdownReason
        /// Since 1970-01-01T00:00:00Z.
        let deadline: Duration
        /// The extensions' turn has come.
        var isTelling = false
    }

    private static let budgetWithExternal: Duration = .milliseconds(2_000)
    private static let budgetWithInternal: Duration = .milliseconds(500)
    /// How much of it the runtime has before the extensions are told.
    private static let runtimeShare = 0.3

    /// Kills the sandbox, at once if there is no extension to tell.
    func beginShutdown(of remains: Remains) {
        guard let process = remains.process else { return }
        guard remains.hasExtensions else { return process.kill() }
        let budget = state.withLock { state -> Duration in
            let budget = state.roster.hasExternal ? Self.budgetWithExternal : Self.budgetWithInternal
            state.idleSince = nil
            if state.isFrozen { process.thaw() }
            state.isFrozen = false
            // External extensions come first: before all of them are there, there is no runtime.
            if !state.roster.isRegistrationComplete { state.isRuntimeGone = true }
            state.shutdown = Shutdown(process: process, reason: remains.reason, deadline: clock.sinceEpoch + budget)
            return budget
        }
        owner.environmentLingers(self)
        log.telemetry.setPaused(false)
        // A function that took too long gets no more time; its extensions do.
        process.terminateRuntime(isForced: remains.reason == .timeout)
        log.telemetry.flush {}
        // These timers keep the environment until it is gone.
        if remains.reason == .spindown {
            clock.after(budget * Self.runtimeShare) { self.tellExtensionsOfShutdown() }
        } else {
            tellExtensionsOfShutdown()
        }
        clock.after(budget) { self.finishShutdown() }
        finishShutdownIfAlone()
    }

    /// Whether the end of the runtime belongs to a shutdown that is under way.
    func runtimeExitedInShutdown() -> Bool {
        let isShuttingDown = state.withLock { state in
            state.isRuntimeGone = true
            return state.shutdown != nil
        }
        guard isShuttingDown else { return false }
        tellExtensionsOfShutdown()
        finishShutdownIfAlone()
        return true
    }

    private func tellExtensionsOfShutdown() {
        state.withLock { $0.shutdown?.isTelling = true }
        sendShutdownEvents()
    }

    /// Tells those that wait for an event and have not been told.
    func sendShutdownEvents() {
        let (replies, shutdown) = state.withLock { state -> ([ExtensionRoster.Reply], Shutdown?) in
            guard let shutdown = state.shutdown, shutdown.isTelling else { return ([], nil) }
            return (state.roster.take(.shutdown), shutdown)
        }
        guard let shutdown else { return }
        for reply in replies {
            reply(
                .shutdownEvent(
                    shutdown.reason,
                    deadlineMilliseconds: shutdown.deadline.wholeMilliseconds,
                    identifier: UUIDText.make(from: makeIdentifier())
                )
            )
        }
    }

    /// Nobody is left who was promised time.
    func finishShutdownIfAlone() {
        let isAlone = state.withLock { state in
            state.shutdown != nil && state.isRuntimeGone && !state.roster.awaitsShutdown
        }
        if isAlone { finishShutdown() }
    }

    private func finishShutdown() {
        let (shutdown, waiting) = state.withLock { state in
            (state.shutdown.take(), state.roster.takeAll())
        }
        guard let shutdown else { return }
        shutdown.process.drainOutput()
        shutdown.process.kill()
        log.write([], endsOutput: true)
        for reply in waiting { reply(RuntimeRefusal.stopped.reply) }
        owner.environmentIsGone(self)
    }
}
