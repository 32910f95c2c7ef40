extension EnvironmentMachine {
    enum NextAction: Sendable, Equatable {
        /// Answer with the event of this run.
        case deliver(Run, isFirst: Bool)
        /// Hold the request open; the runtime has become ready.
        case ready(InvocationReport?)
        /// Hold the request open; it replaces one that is held already.
        case hold
        case refuse(RuntimeRefusal)
    }

    /// `GET /runtime/invocation/next`.
    mutating func next(at now: Duration) -> NextAction {
        switch state {
        case .initializing(let initialization) where initialization.failure == nil:
            return finishInit(initialization, at: now)
        case .returning(let run, let functionError):
            enter(.idle)
            return .ready(report(run, functionError: functionError, at: now))
        case .idle:
            return .hold
        case .busy(let run):
            // A runtime that lost its connection asks again and gets the same event.
            return .deliver(run, isFirst: false)
        case .preparing, .initializing, .streaming:
            return .refuse(.invalidTransition(from: stateName, to: "Ready"))
        case .stopped:
            return .refuse(.stopped)
        }
    }

    private mutating func finishInit(_ initialization: Initialization, at now: Duration) -> NextAction {
        if phase == .initialization { initDuration = now - initialization.began }
        guard let requestID = initialization.waiting else {
            enter(.idle)
            return .ready(nil)
        }
        let run =
            switch phase {
            case .initialization:
                start(requestID, began: now, deadline: now + timeout)
            case .invocation:
                // The time that the second init took is the invocation's own.
                start(requestID, began: initialization.began, deadline: initialization.deadline)
            }
        return .deliver(run, isFirst: true)
    }

    enum AnswerAction: Sendable, Equatable {
        /// The caller can be answered.
        case accept(Run)
        case refuse(RuntimeRefusal)
    }

    /// `POST /runtime/invocation/ID/response`; `functionError` is set when the response had to be replaced.
    mutating func respond(to requestID: String, functionError: String? = nil) -> AnswerAction {
        answer(requestID, functionError: functionError, target: "InvocationResponse")
    }

    /// `POST /runtime/invocation/ID/error`. What a handler throws is the function's own matter and no status of the
    /// report.
    mutating func fail(_ requestID: String) -> AnswerAction {
        answer(requestID, functionError: nil, target: "InvocationErrorResponse")
    }

    /// The head of a `/response` whose body comes piece by piece; its end is told by ``endStream(of:functionError:)``.
    mutating func beginStream(of requestID: String) -> AnswerAction {
        guard requestID == lastRequestID else { return .refuse(.wrongRequestID) }
        guard case .busy(let run) = state else {
            return .refuse(state == .stopped ? .stopped : .invalidTransition(from: stateName, to: "InvocationResponse"))
        }
        enter(.streaming(run))
        return .accept(run)
    }

    /// The end of a streamed response; `functionError` is set when it did not end well.
    mutating func endStream(of requestID: String, functionError: String?) -> AnswerAction {
        guard requestID == lastRequestID, case .streaming(let run) = state else { return .refuse(.stopped) }
        enter(.returning(run, functionError: functionError))
        return .accept(run)
    }

    private mutating func answer(_ requestID: String, functionError: String?, target: String) -> AnswerAction {
        guard requestID == lastRequestID else { return .refuse(.wrongRequestID) }
        guard case .busy(let run) = state else {
            return .refuse(state == .stopped ? .stopped : .invalidTransition(from: stateName, to: target))
        }
        enter(.returning(run, functionError: functionError))
        return .accept(run)
    }

    enum InitErrorAction: Sendable, Equatable {
        /// The runtime will exit, or be killed at the new ``deadline``.
        case accept
        case refuse(RuntimeRefusal)
    }

    /// `POST /runtime/init/error`.
    mutating func failInitialization(_ failure: ReportedFailure, at now: Duration) -> InitErrorAction {
        guard case .initializing(var initialization) = state, initialization.failure == nil else {
            return .refuse(state == .stopped ? .stopped : .invalidTransition(from: stateName, to: "InitError"))
        }
        initialization.failure = failure
        initialization.deadline = min(initialization.deadline, now + Self.initErrorGrace)
        enter(.initializing(initialization))
        return .accept
    }

    /// Names of AWS's own states, for the text of a refusal.
    private var stateName: String {
        switch state {
        case .preparing: "Started"
        case .initializing(let initialization): initialization.failure == nil ? "Started" : "InitError"
        case .idle: "Ready"
        case .busy: "Running"
        case .streaming: "InvocationResponse"
        case .returning: "ResponseSent"
        case .stopped: "Stopped"
        }
    }
}
