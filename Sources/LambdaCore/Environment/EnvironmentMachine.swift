/// What one execution environment may do next: the part of a sandbox's life that decides.
///
/// It starts nothing, knows no clock and no closure; ``ExecutionEnvironment`` feeds it and acts on what it returns.
/// One machine lives exactly as long as one sandbox.
/// ```
/// preparing ─▶ initializing ─next─▶ idle ─assign─▶ busy ─response─▶ returning ─next─▶ idle
///                                                  └─stream─▶ streaming ─end─▶ returning
///                   └─────next, with an event waiting─────▶ busy
/// any ─exit, deadline, stop─▶ stopped
/// ```
/// All times are ``LambdaClock/elapsed`` times.
///
/// Source: "Understanding the Lambda execution environment lifecycle", AWS Lambda Developer Guide.
struct EnvironmentMachine: Sendable {
    /// How long a runtime may take to its first `/next`, before the first event.
    static let initLimit: Duration = .seconds(10)
    /// After `/init/error` a runtime may still write its log and exit by itself.
    static let initErrorGrace: Duration = .milliseconds(300)

    enum State: Sendable, Equatable {
        /// Credentials and sandbox are being made.
        case preparing(waiting: String?)
        case initializing(Initialization)
        /// The runtime waits in `/next`.
        case idle
        /// The runtime has an event and has not answered.
        case busy(Run)
        /// The runtime answers the event piece by piece.
        case streaming(Run)
        /// The runtime has answered and not yet asked for the next event.
        case returning(Run, functionError: String?)
        case stopped
    }

    struct Initialization: Sendable, Equatable {
        let began: Duration
        var deadline: Duration
        /// Request id of the event that waits for the runtime.
        var waiting: String?
        /// What the runtime said on `/init/error`.
        var failure: ReportedFailure?
    }

    struct Run: Sendable, Equatable {
        let requestID: String
        let began: Duration
        let deadline: Duration
        /// Length of the init phase, for the first event after it.
        let initDuration: Duration?
    }

    private(set) var state: State
    let phase: InitPhase
    /// The function's timeout.
    let timeout: Duration
    /// Whose answer a runtime may repeat by mistake; tells a late call from a wrong one.
    private(set) var lastRequestID: String?
    /// Length of the init phase until the first event's report has told it.
    var initDuration: Duration?

    init(phase: InitPhase, timeout: Duration, waiting requestID: String? = nil) {
        self.phase = phase
        self.timeout = timeout
        state = .preparing(waiting: requestID)
    }

    /// When something must happen unless the runtime acts; nil while nothing is due.
    var deadline: Duration? {
        switch state {
        case .initializing(let initialization): initialization.deadline
        case .busy(let run), .streaming(let run), .returning(let run, _): run.deadline
        case .preparing, .idle, .stopped: nil
        }
    }

    /// The sandbox is about to start: init is measured, and limited, from here.
    mutating func begin(at now: Duration) {
        guard case .preparing(let waiting) = state else { return }
        let limit = phase == .initialization ? Self.initLimit : timeout
        state = .initializing(Initialization(began: now, deadline: now + limit, waiting: waiting))
    }

    enum AssignAction: Sendable, Equatable {
        /// Answer the waiting `/next` with the event.
        case deliver(Run)
        /// Keep the event until the runtime asks for it.
        case keep
        /// The environment takes no event any more; choose another.
        case refuse
    }

    /// Gives the environment its next event.
    mutating func assign(_ requestID: String, at now: Duration) -> AssignAction {
        switch state {
        case .preparing(waiting: nil):
            state = .preparing(waiting: requestID)
            return .keep
        case .initializing(var initialization) where initialization.waiting == nil:
            initialization.waiting = requestID
            state = .initializing(initialization)
            return .keep
        case .idle:
            return .deliver(start(requestID, began: now, deadline: now + timeout))
        case .preparing, .initializing, .busy, .streaming, .returning, .stopped:
            return .refuse
        }
    }

    mutating func start(_ requestID: String, began: Duration, deadline: Duration) -> Run {
        let run = Run(requestID: requestID, began: began, deadline: deadline, initDuration: initDuration)
        initDuration = nil
        lastRequestID = requestID
        state = .busy(run)
        return run
    }

    mutating func enter(_ next: State) {
        state = next
    }
}
