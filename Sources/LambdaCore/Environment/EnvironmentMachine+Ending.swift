extension EnvironmentMachine {
    /// What is owed to others when an environment ends.
    enum Ending: Sendable, Equatable {
        /// Nobody waits for it.
        case quiet
        /// Init failed before the first event. The event that waits, if any, gets another environment, whose init runs
        /// in the event's own time.
        case initFailed(InitReport)
        /// The second init failed, too: the event that waits is answered with `failure`.
        case rerunFailed(InitReport, InvocationReport, failure: Failure)
        /// The event was under way and is answered with `failure`.
        case runFailed(InvocationReport, failure: Failure)
        /// The event had been answered; the answer stands.
        case answeredBefore(InvocationReport)
    }

    /// Whose error object the caller gets.
    enum Failure: Sendable, Equatable {
        case reported(ReportedFailure)
        case platform(FunctionFailure)

        var status: InvocationReport.Status {
            switch self {
            case .reported(let failure): .error(type: failure.errorType)
            case .platform(let failure): failure.status
            }
        }
    }

    /// The runtime's process has ended.
    mutating func exited(_ exit: RuntimeExit, at now: Duration) -> Ending {
        end(with: .exited(exit), at: now)
    }

    /// Something that the environment cannot do without has failed.
    mutating func fail(with failure: FunctionFailure, at now: Duration) -> Ending {
        end(with: failure, at: now)
    }

    enum DeadlineAction: Sendable, Equatable {
        case none
        /// Nothing is due before this time.
        case wait(until: Duration)
        /// Kill the sandbox.
        case kill(Ending)
    }

    /// Some time has passed.
    mutating func checkDeadline(at now: Duration) -> DeadlineAction {
        guard let deadline else { return .none }
        guard deadline <= now else { return .wait(until: deadline) }
        return .kill(end(with: .timedOut(after: timeout), at: now))
    }

    /// The environment is to end now; whatever is under way fails as if the runtime had been killed.
    mutating func stop(at now: Duration) -> Ending {
        end(with: .exited(RuntimeExit(.signal(9))), at: now)
    }

    private mutating func end(with failure: FunctionFailure, at now: Duration) -> Ending {
        defer { enter(.stopped) }
        switch state {
        case .preparing, .idle, .stopped:
            return .quiet
        case .initializing(let initialization):
            return endInit(initialization, failure, at: now)
        case .busy(let run), .streaming(let run):
            return .runFailed(report(run, failed: failure, at: now), failure: .platform(failure))
        case .returning(let run, let functionError):
            return .answeredBefore(report(run, functionError: functionError, at: now))
        }
    }

    private func endInit(_ initialization: Initialization, _ failure: FunctionFailure, at now: Duration) -> Ending {
        let cause = initialization.failure.map(Failure.reported) ?? .platform(failure)
        let status = cause.status
        let initReport = InitReport(phase: phase, duration: now - initialization.began, status: status)
        guard phase == .invocation, let requestID = initialization.waiting else { return .initFailed(initReport) }
        let report = InvocationReport(
            requestID: requestID,
            duration: status == .timeout ? timeout : now - initialization.began,
            initDuration: nil,
            status: status
        )
        return .rerunFailed(initReport, report, failure: cause)
    }

    /// The report of a run whose runtime is well.
    func report(_ run: Run, functionError: String?, at now: Duration) -> InvocationReport {
        InvocationReport(
            requestID: run.requestID,
            duration: now - run.began,
            initDuration: run.initDuration,
            status: functionError.map { .error(type: $0) } ?? .success
        )
    }

    private func report(_ run: Run, failed failure: FunctionFailure, at now: Duration) -> InvocationReport {
        let status = failure.status
        return InvocationReport(
            requestID: run.requestID,
            duration: status == .timeout ? timeout : now - run.began,
            initDuration: run.initDuration,
            status: status
        )
    }
}
