/// Where a function stands in Lambda's life cycle, for the clients' waiters.
/// <https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>
package struct FunctionStatus: Hashable, Sendable, Codable {
    package enum State: String, Sendable, Codable {
        case pending = "Pending"
        case active = "Active"
        case inactive = "Inactive"
        case failed = "Failed"
    }

    package enum LastUpdate: String, Sendable, Codable {
        case successful = "Successful"
        case failed = "Failed"
        case inProgress = "InProgress"
    }

    /// Why a state or update is not simply good: AWS's sentence and its code.
    package struct Reason: Hashable, Sendable, Codable {
        package let message: String
        package let code: String

        package init(message: String, code: String) {
            self.message = message
            self.code = code
        }
    }

    package var state: State
    package var stateReason: Reason?
    package var lastUpdate: LastUpdate
    package var lastUpdateReason: Reason?

    package init(
        state: State,
        stateReason: Reason? = nil,
        lastUpdate: LastUpdate = .successful,
        lastUpdateReason: Reason? = nil
    ) {
        self.state = state
        self.stateReason = stateReason
        self.lastUpdate = lastUpdate
        self.lastUpdateReason = lastUpdateReason
    }
}
