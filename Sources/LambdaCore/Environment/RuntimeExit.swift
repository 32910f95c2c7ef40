/// How the first process of a runtime ended.
package struct RuntimeExit: Sendable, Hashable {
    package enum Cause: Sendable, Hashable {
        case status(Int32)
        case signal(Int32)
        /// The program could not be started; the text says why in the words of Lambda's supervisor.
        case notStarted(String)
    }

    package var cause: Cause
    /// Whether the kernel killed it for memory.
    package var isOutOfMemory: Bool

    package init(_ cause: Cause, isOutOfMemory: Bool = false) {
        self.cause = cause
        self.isOutOfMemory = isOutOfMemory
    }

    /// Lambda's words for it; signals by the names that Go's runtime gives them, since Lambda's supervisor is in Go.
    var sentence: String {
        switch cause {
        case .status(0): "Runtime exited without providing a reason"
        case .status(let status): "Runtime exited with error: exit status \(status)"
        case .signal(let number): "Runtime exited with error: signal: \(Self.name(ofSignal: number))"
        case .notStarted(let reason): reason
        }
    }

    /// Lambda's words for the end of an extension.
    var shortSentence: String {
        switch cause {
        case .status(0): "exit code 0"
        case .status(let status): "exit status \(status)"
        case .signal(let number): "signal: \(Self.name(ofSignal: number))"
        case .notStarted(let reason): reason
        }
    }

    /// `errorType` of the error object.
    var errorType: String {
        switch cause {
        case .status, .signal: "Runtime.ExitError"
        case .notStarted: "Runtime.InvalidEntrypoint"
        }
    }

    private static func name(ofSignal number: Int32) -> String {
        switch number {
        case 1: "hangup"
        case 2: "interrupt"
        case 3: "quit"
        case 4: "illegal instruction"
        case 5: "trace/breakpoint trap"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 11: "segmentation fault"
        case 13: "broken pipe"
        case 14: "alarm clock"
        case 15: "terminated"
        default: "signal \(number)"
        }
    }
}
