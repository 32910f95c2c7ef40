import AWSWire
import Logging
import StateStore

/// Ends what creating and updating a function begin: `Pending` becomes `Active`, `InProgress` becomes `Successful`.
///
/// On AWS the code is spread over hosts meanwhile. Here it is ready at once, so a new function is active before its creation
/// is answered. An update stays in progress for a moment, so that a client that does not wait for its end meets the
/// conflict that it would meet on AWS.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html>
struct FunctionTransitions: Sendable {
    /// How long an update is in progress. Clients look again after a second at the earliest.
    static let updateDuration = Duration.milliseconds(200)

    let writer: StateWriter
    let randomness: RandomSource

    /// Ends the transition that a revision of a function is in, and that of its versions.
    func settle(_ key: EntityKey<Function>) async throws(ServiceFault) {
        let revision = randomness.uuid()
        try await writer.write { transaction throws(ServiceFault) in
            guard var function = transaction.functions.functions[key] else { return }
            if !function.latest.status.isSettled {
                function.latest.status = FunctionStatus(state: .active)
                function.latest.revisionID = revision
                transaction.apply(.function(.put(function)))
            }
            for var version in transaction.functions.versions(of: function) where !version.settings.status.isSettled {
                version.settings.status = FunctionStatus(state: .active)
                version.settings.revisionID = randomness.uuid()
                transaction.apply(.version(.put(version)))
            }
        }
    }

    /// Ends the transition after a moment. If the server is stopped before, it ends at the next start.
    func settleLater(_ key: EntityKey<Function>) {
        Task {
            do {
                try await Task.sleep(for: Self.updateDuration)
                try await settle(key)
            } catch {
                // The writer has logged what the disk refused; the next start ends the transition.
            }
        }
    }

    /// Ends the transitions in which a server was stopped.
    func settleAll(_ functions: FunctionState) async {
        let unsettled = Set(functions.functions.all.filter { !$0.latest.status.isSettled }.map(\.key))
            .union(
                functions.versions.all.filter { !$0.settings.status.isSettled }
                    .map { EntityKey(scope: $0.scope, id: $0.functionName) }
            )
        for key in unsettled {
            do throws(ServiceFault) {
                try await settle(key)
            } catch {
                // The writer has logged what the disk refused.
                return
            }
        }
    }
}

extension FunctionStatus {
    /// Whether nothing is under way.
    var isSettled: Bool { state != .pending && lastUpdate != .inProgress }

    /// What a function and a version have while they are made.
    static let creating = FunctionStatus(state: .pending, stateReason: underWay)

    /// What `$LATEST` has during an update; AWS gives the same reason as for a creation.
    static let updating = FunctionStatus(state: .active, lastUpdate: .inProgress, lastUpdateReason: underWay)

    private static let underWay = Reason(message: "The function is being created.", code: "Creating")
}
