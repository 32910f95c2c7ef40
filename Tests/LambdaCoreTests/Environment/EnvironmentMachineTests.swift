import Testing

@testable import LambdaCore

@Suite struct EnvironmentMachineTests {
    private typealias Machine = EnvironmentMachine

    /// A machine in which a runtime is initialising since 0 s, for a function with 3 s.
    private static func initializing(waiting: String? = "r1", phase: InitPhase = .initialization) -> EnvironmentMachine
    {
        var machine = EnvironmentMachine(phase: phase, timeout: .seconds(3), waiting: waiting)
        machine.begin(at: .zero)
        return machine
    }

    /// A machine whose runtime has had event `r1` since 1 s.
    private static func busy() -> EnvironmentMachine {
        var machine = initializing()
        _ = machine.next(at: .seconds(1))
        return machine
    }

    private static func returning() -> EnvironmentMachine {
        var machine = busy()
        _ = machine.respond(to: "r1")
        return machine
    }

    private static func idle() -> EnvironmentMachine {
        var machine = returning()
        _ = machine.next(at: .seconds(2))
        return machine
    }

    private static func stopped() -> EnvironmentMachine {
        var machine = idle()
        _ = machine.stop(at: .seconds(2))
        return machine
    }

    @Test func `the first event is delivered at the first next and carries the init's length`() {
        var machine = Self.initializing()
        let run = Machine.Run(
            requestID: "r1",
            began: .seconds(1),
            deadline: .seconds(4),
            initDuration: .seconds(1)
        )
        #expect(machine.next(at: .seconds(1)) == .deliver(run, isFirst: true))
        #expect(machine.deadline == .seconds(4))
    }

    @Test func `an environment made ahead of events becomes ready and reports its init with the first event`() {
        var machine = Self.initializing(waiting: nil)
        #expect(machine.next(at: .seconds(1)) == .ready(nil))
        guard case .deliver(let run) = machine.assign("r1", at: .seconds(9)) else {
            Issue.record("not delivered")
            return
        }
        #expect(run.initDuration == .seconds(1))
        #expect(run.deadline == .seconds(12))
    }

    @Test func `the report measures from the event to the next call of next`() {
        var machine = Self.returning()
        let report = InvocationReport(
            requestID: "r1",
            duration: .milliseconds(500),
            initDuration: .seconds(1),
            status: .success
        )
        #expect(machine.next(at: .milliseconds(1500)) == .ready(report))
        #expect(machine.deadline == nil)
    }

    @Test func `only the first report has an init duration`() {
        var machine = Self.idle()
        _ = machine.assign("r2", at: .seconds(5))
        _ = machine.respond(to: "r2")
        guard case .ready(let report) = machine.next(at: .seconds(6)) else {
            Issue.record("not ready")
            return
        }
        #expect(report?.initDuration == nil)
    }

    @Test func `a runtime that asks again gets the same event`() {
        var machine = Self.busy()
        guard case .deliver(let run, isFirst: false) = machine.next(at: .seconds(2)) else {
            Issue.record("not delivered again")
            return
        }
        #expect(run.requestID == "r1")
    }

    struct RefusedCall: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let machine: EnvironmentMachine
        let call: @Sendable (inout EnvironmentMachine) -> RuntimeRefusal?
        let refusal: RuntimeRefusal
    }

    private static func refusal(_ action: EnvironmentMachine.AnswerAction) -> RuntimeRefusal? {
        guard case .refuse(let refusal) = action else { return nil }
        return refusal
    }

    static let refusedCalls: [RefusedCall] = [
        RefusedCall(testDescription: "response before any event", machine: initializing()) {
            refusal($0.respond(to: "r1"))
        } refusal: {
            .wrongRequestID
        },
        RefusedCall(testDescription: "response to another event", machine: busy()) {
            refusal($0.respond(to: "r0"))
        } refusal: {
            .wrongRequestID
        },
        RefusedCall(testDescription: "error for another event", machine: busy()) {
            refusal($0.fail("r0"))
        } refusal: {
            .wrongRequestID
        },
        RefusedCall(testDescription: "second response", machine: returning()) {
            refusal($0.respond(to: "r1"))
        } refusal: {
            .invalidTransition(from: "ResponseSent", to: "InvocationResponse")
        },
        RefusedCall(testDescription: "response after the event is over", machine: idle()) {
            refusal($0.respond(to: "r1"))
        } refusal: {
            .invalidTransition(from: "Ready", to: "InvocationResponse")
        },
        RefusedCall(testDescription: "error after the response", machine: returning()) {
            refusal($0.fail("r1"))
        } refusal: {
            .invalidTransition(from: "ResponseSent", to: "InvocationErrorResponse")
        },
        RefusedCall(testDescription: "response from an ended environment", machine: stopped()) {
            refusal($0.respond(to: "r1"))
        } refusal: {
            .stopped
        },
        RefusedCall(testDescription: "init error while an event runs", machine: busy()) {
            let failure = ReportedFailure(header: nil, body: [])
            guard case .refuse(let refusal) = $0.failInitialization(failure, at: .seconds(2)) else { return nil }
            return refusal
        } refusal: {
            .invalidTransition(from: "Running", to: "InitError")
        },
        RefusedCall(testDescription: "next after an init error", machine: initializing()) {
            _ = $0.failInitialization(ReportedFailure(header: nil, body: []), at: .seconds(1))
            guard case .refuse(let refusal) = $0.next(at: .seconds(1)) else { return nil }
            return refusal
        } refusal: {
            .invalidTransition(from: "InitError", to: "Ready")
        },
    ]

    @Test(arguments: refusedCalls)
    func `calls out of turn are refused and change nothing`(_ example: RefusedCall) {
        var machine = example.machine
        #expect(example.call(&machine) == example.refusal)
    }

    @Test func `an environment takes one event at a time`() {
        for machine in [Self.initializing(), Self.busy(), Self.returning(), Self.stopped()] {
            var machine = machine
            let before = machine.state
            #expect(machine.assign("r9", at: .seconds(2)) == .refuse)
            #expect(machine.state == before)
        }
    }

    @Test func `init is limited to ten seconds and then due for a second attempt`() {
        var machine = Self.initializing()
        #expect(machine.checkDeadline(at: .milliseconds(9999)) == .wait(until: .seconds(10)))
        let report = InitReport(phase: .initialization, duration: .seconds(10), status: .timeout)
        #expect(machine.checkDeadline(at: .seconds(10)) == .kill(.initFailed(report)))
        #expect(machine.state == .stopped)
    }

    @Test func `a second init has the function's own timeout`() {
        var machine = Self.initializing(phase: .invocation)
        let failure = FunctionFailure.timedOut(after: .seconds(3))
        #expect(
            machine.checkDeadline(at: .seconds(3))
                == .kill(
                    .rerunFailed(
                        InitReport(phase: .invocation, duration: .seconds(3), status: .timeout),
                        InvocationReport(
                            requestID: "r1",
                            duration: .seconds(3),
                            initDuration: nil,
                            status: .timeout
                        ),
                        failure: .platform(failure)
                    )
                )
        )
    }

    @Test func `a second init that succeeds leaves the event what is left of its time`() {
        var machine = Self.initializing(phase: .invocation)
        guard case .deliver(let run, isFirst: true) = machine.next(at: .seconds(1)) else {
            Issue.record("not delivered")
            return
        }
        #expect(run == .init(requestID: "r1", began: .zero, deadline: .seconds(3), initDuration: nil))
    }

    @Test func `an init error waits for the runtime to exit, but not long`() {
        var machine = Self.initializing(phase: .invocation)
        let failure = ReportedFailure(header: "Runtime.ImportModuleError", body: [1])
        #expect(machine.failInitialization(failure, at: .seconds(1)) == .accept)
        #expect(machine.deadline == .milliseconds(1300))
        guard
            case .rerunFailed(let initReport, let report, failure: .reported(failure)) = machine.exited(
                RuntimeExit(.status(1)),
                at: .milliseconds(1100)
            )
        else {
            Issue.record("not failed with the runtime's own error")
            return
        }
        #expect(initReport.status == .error(type: "Runtime.ImportModuleError"))
        #expect(report.duration == .milliseconds(1100))
    }

    @Test func `an event that takes too long is answered with a timeout of the exact length`() {
        var machine = Self.busy()
        #expect(machine.checkDeadline(at: .milliseconds(3999)) == .wait(until: .seconds(4)))
        let report = InvocationReport(
            requestID: "r1",
            duration: .seconds(3),
            initDuration: .seconds(1),
            status: .timeout
        )
        #expect(
            machine.checkDeadline(at: .milliseconds(4001))
                == .kill(.runFailed(report, failure: .platform(.timedOut(after: .seconds(3)))))
        )
    }

    @Test func `a runtime that answered and never came back is killed, and its answer stands`() {
        var machine = Self.returning()
        guard case .kill(.answeredBefore(let report)) = machine.checkDeadline(at: .seconds(4)) else {
            Issue.record("not killed")
            return
        }
        #expect(report.status == .success)
    }

    @Test func `a runtime that ends while idle leaves nothing owed`() {
        var machine = Self.idle()
        #expect(machine.exited(RuntimeExit(.signal(9)), at: .seconds(3)) == .quiet)
        #expect(machine.checkDeadline(at: .seconds(100)) == .none)
    }

    @Test(arguments: [
        (RuntimeExit(.status(0)), "Runtime.ExitError"),
        (RuntimeExit(.status(127)), "Runtime.ExitError"),
        (RuntimeExit(.signal(9)), "Runtime.ExitError"),
        (RuntimeExit(.signal(9), isOutOfMemory: true), "Runtime.OutOfMemory"),
        (RuntimeExit(.notStarted("x")), "Runtime.InvalidEntrypoint"),
    ])
    func `a runtime that ends with an event fails the event`(_ exit: RuntimeExit, _ errorType: String) {
        var machine = Self.busy()
        guard case .runFailed(let report, let failure) = machine.exited(exit, at: .seconds(2)) else {
            Issue.record("not failed")
            return
        }
        #expect(failure == .platform(.exited(exit)))
        #expect(report.status == .error(type: errorType))
        #expect(report.duration == .seconds(1))
    }

    @Test(arguments: [
        ("Runtime.ImportModuleError", "Runtime.ImportModuleError"),
        ("Function.Custom", "Function.Custom"),
        ("Function.", "Function.Unknown"),
        ("Runtime.lower", "Runtime.Unknown"),
        ("Runtime.Has Space", "Runtime.Unknown"),
        ("Exception", "Runtime.Unknown"),
        (nil, "Runtime.Unknown"),
    ])
    func `error types of runtimes are accounted for only in Lambda's form`(_ header: String?, _ accounted: String) {
        #expect(ReportedFailure(header: header, body: []).errorType == accounted)
    }
}

extension EnvironmentMachineTests.RefusedCall {
    /// Puts the expectation last, where a reader looks for it.
    init(
        testDescription: String,
        machine: EnvironmentMachine,
        call: @escaping @Sendable (inout EnvironmentMachine) -> RuntimeRefusal?,
        refusal: () -> RuntimeRefusal
    ) {
        self.init(testDescription: testDescription, machine: machine, call: call, refusal: refusal())
    }
}
