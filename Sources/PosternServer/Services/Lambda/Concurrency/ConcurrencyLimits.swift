import AWSWire
import StateStore

/// The concurrent executions of an account in a region, and how they are divided.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>
struct ConcurrencyLimits: Sendable {
    /// What must stay for functions without a reservation.
    static let minimumUnreserved = 100

    /// Concurrent executions of an account in a region.
    let account: Int

    /// What reservations, and provisioned concurrency of functions without one, leave to all others.
    func unreserved(in scope: Scope, _ functions: FunctionState, without functionName: String? = nil) -> Int {
        functions.functions.all(in: scope).reduce(account) { rest, function in
            guard function.name != functionName else { return rest }
            return rest
                - (function.reservedConcurrentExecutions ?? functions.provisionedTotal(of: function.name, in: scope))
        }
    }

    /// - Throws: `InvalidParameterValueException` for a reservation that leaves too little, to others or to itself.
    func checkReservation(_ reserved: Int, of function: Function, in functions: FunctionState) throws(ServiceFault) {
        let provisioned = functions.provisionedTotal(of: function.name, in: function.scope)
        guard reserved >= provisioned else {
            throw Self.refusal(
                " ReservedConcurrentExecutions  \(reserved) should not be lower than function's total provisioned "
                    + "concurrency [\(provisioned)]."
            )
        }
        let left = unreserved(in: function.scope, functions, without: function.name) - reserved
        guard left >= Self.minimumUnreserved else {
            throw Self.refusal(
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution "
                    + "below its minimum value of [\(Self.minimumUnreserved)]."
            )
        }
    }

    /// - Parameter requested: of one version or alias.
    /// - Throws: `InvalidParameterValueException` for more than the function, or the account, can have.
    func checkProvisioned(
        _ requested: Int,
        at qualifier: String,
        of function: Function,
        in functions: FunctionState
    ) throws(ServiceFault) {
        let others = functions.provisionedTotal(of: function.name, in: function.scope, without: qualifier)
        if let reserved = function.reservedConcurrentExecutions {
            guard others + requested <= reserved else {
                throw Lambda.Fault.invalidParameterValue(
                    "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for "
                        + "function"
                )
            }
            return
        }
        let free = unreserved(in: function.scope, functions, without: function.name) - others
        guard requested <= free else {
            throw Self.refusal(
                "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [\(free)]."
            )
        }
        guard free - requested >= Self.minimumUnreserved else {
            throw Self.refusal(
                "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its "
                    + "minimum value of [\(Self.minimumUnreserved)]."
            )
        }
    }

    /// AWS answers what the account's limits refuse without the `Type` that the error has elsewhere.
    private static func refusal(_ sentence: String) -> ServiceFault {
        ServiceFault(code: "InvalidParameterValueException", message: sentence, status: 400)
    }
}

extension FunctionState {
    /// The environments that all versions and aliases of a function, but one, are to be kept ready together.
    func provisionedTotal(of functionName: String, in scope: Scope, without qualifier: String? = nil) -> Int {
        provisionedConcurrency.attached(to: functionName, in: scope)
            .filter { qualifier == nil || $0.qualifier != qualifier }
            .reduce(0) { $0 + $1.requestedExecutions }
    }
}
