import Synchronization

extension ExecutionEnvironment {
    /// What an environment leaves behind when it ends.
    struct Remains {
        let ending: EnvironmentMachine.Ending
        let reason: ShutdownReason
        let process: (any EnvironmentProcess)?
        let held: (@Sendable (RuntimeReply) -> Void)?
        let pending: PendingInvocation?
        let answer: InvocationOutcome?
        let stream: StreamedResponse?
        let traceHeader: String
        /// Whether it has been told that the runtime is done with its event.
        let isDoneTold: Bool
        let extensions: [ExtensionState]
        /// Whether extensions are to be told of the end, and given time.
        let hasExtensions: Bool

        /// Takes everything out of `state`, so that it can be settled only once.
        init(_ ending: EnvironmentMachine.Ending, _ reason: ShutdownReason, of state: inout State) {
            self.ending = ending
            self.reason = reason
            process = state.process.take()
            held = state.held.take() ?? state.parked.take()
            pending = state.pending.take()
            answer = state.answer.take()
            stream = state.stream.take()
            traceHeader = state.traceHeader
            isDoneTold = state.isDoneTold
            extensions = state.roster.states
            hasExtensions = state.roster.hasRegistered
        }
    }

    /// Ends the environment at once; an event under way fails.
    func stop() {
        end(.spindown) { machine, now in machine.stop(at: now) }
    }

    /// Ends the environment, unless it has ended already, in the way that `decide` takes from its machine.
    func end(
        _ reason: ShutdownReason,
        unavailable failure: EnvironmentFailure = .shuttingDown,
        _ decide: (inout EnvironmentMachine, Duration) -> EnvironmentMachine.Ending
    ) {
        let remains = state.withLock { state -> Remains? in
            guard state.machine.state != .stopped else { return nil }
            return Remains(decide(&state.machine, clock.elapsed), reason, of: &state)
        }
        if let remains { conclude(remains, unavailable: failure) }
    }

    /// Kills what still runs, writes the last lines, and answers whoever waits.
    ///
    /// - Parameter failure: the outcome of an event that waited without init having begun.
    func conclude(_ remains: Remains, unavailable failure: EnvironmentFailure = .shuttingDown) {
        let peakMemoryMB = peakMemoryMB(of: remains.process)
        remains.stream?.close()
        remains.process?.drainOutput()
        beginShutdown(of: remains)
        remains.held?(RuntimeRefusal.stopped.reply)
        log.write(lines(of: remains, peakMemoryMB), endsOutput: true)
        endStart()

        if case .initFailed = remains.ending {
            owner.environmentEnded(self, rerun: remains.pending)
            return
        }
        owner.environmentEnded(self, rerun: nil)
        guard let pending = remains.pending else { return }
        let outcome = outcome(of: remains, pending, unavailable: failure)
        owner.environment(self, finished: pending, with: outcome, isReturning: false)
    }

    private func lines(of remains: Remains, _ peakMemoryMB: Int) -> [PlatformLine] {
        switch remains.ending {
        case .quiet: []
        case .initFailed(let report): lines(of: report, remains)
        case .rerunFailed(let initReport, let report, let failure):
            lines(of: initReport, remains)
                + [.start(requestID: report.requestID, version: version.version)]
                + lines(of: failure, report, peakMemoryMB, remains.traceHeader)
        case .runFailed(let report, let failure): lines(of: failure, report, peakMemoryMB, remains.traceHeader)
        case .answeredBefore(let report):
            (remains.isDoneTold ? [] : [done(report, remains.traceHeader)]) + closingLines(report, peakMemoryMB)
        }
    }

    /// Of an init that failed.
    private func lines(of report: InitReport, _ remains: Remains) -> [PlatformLine] {
        [.initRuntimeDone(report.phase, report.status)] + remains.extensions.map(PlatformLine.extensionState)
            + [.initReport(report)]
    }

    private func lines(
        of failure: EnvironmentMachine.Failure,
        _ report: InvocationReport,
        _ peakMemoryMB: Int,
        _ traceHeader: String
    ) -> [PlatformLine] {
        var lines: [PlatformLine] = []
        if case .platform(let failure) = failure { lines = [.failure(failure, requestID: report.requestID)] }
        return lines + [done(report, traceHeader)] + closingLines(report, peakMemoryMB)
    }

    private func done(_ report: InvocationReport, _ traceHeader: String) -> PlatformLine {
        .runtimeDone(
            RuntimeDone(
                requestID: report.requestID,
                status: report.status,
                duration: report.duration,
                producedBytes: nil,
                traceHeader: traceHeader
            )
        )
    }

    /// `END` and `REPORT`.
    func closingLines(_ report: InvocationReport, _ peakMemoryMB: Int) -> [PlatformLine] {
        owner.environment(self, reports: report)
        return [
            .end(requestID: report.requestID),
            .report(report, memoryMB: version.configuration.memoryMB, peakMemoryMB: peakMemoryMB),
        ]
    }

    private func outcome(
        of remains: Remains,
        _ pending: PendingInvocation,
        unavailable failure: EnvironmentFailure
    ) -> InvocationOutcome {
        let tail = log.endTail()
        switch remains.ending {
        case .rerunFailed(_, let report, .platform(let failure)), .runFailed(let report, .platform(let failure)):
            return pending.outcome(failure.body(requestID: report.requestID), error: .unhandled, logTail: tail)
        case .rerunFailed(_, _, .reported(let failure)), .runFailed(_, .reported(let failure)):
            return pending.outcome(failure.body, error: .unhandled, logTail: tail)
        case .answeredBefore:
            return remains.answer?.with(logTail: tail) ?? .unavailable(failure)
        case .quiet, .initFailed:
            return .unavailable(failure)
        }
    }

    /// In MiB, as `Max Memory Used` counts; 0 when the host cannot tell.
    func peakMemoryMB(of process: (any EnvironmentProcess)?) -> Int {
        let mebibyte: UInt64 = 1 << 20
        let bytes = process?.peakMemoryBytes ?? 0
        return min(Int((bytes + mebibyte - 1) / mebibyte), version.configuration.memoryMB)
    }
}

extension InvocationOutcome {
    /// The same outcome with the log's tail, where an outcome has one.
    func with(logTail: [UInt8]?) -> InvocationOutcome {
        guard case .finished(var result) = self else { return self }
        result.logTail = logTail
        return .finished(result)
    }
}
