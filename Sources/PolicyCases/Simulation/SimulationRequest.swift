import IAMPolicy

/// Who asks for what in a simulation, as given on a command line.
package struct SimulationRequest: Sendable {
    /// The caller: a user, role session, federated session or root user.
    package var principalARN: String
    /// The role behind a role session, or the user who made a federated session.
    package var issuerARN: String?
    package var actions: [String]
    package var resources: [String]
    /// The owner of the resources whose ARN does not say it.
    package var resourceAccount: String?
    /// Context keys with their values.
    package var contextKeys: [(key: String, values: [String])] = []

    package init(principalARN: String, actions: [String], resources: [String]) {
        self.principalARN = principalARN
        self.actions = actions
        self.resources = resources
    }

    func context() throws(CaseError) -> RequestContext {
        do {
            var context = RequestContext(principal: try Principal(arn: principalARN, issuerARN: issuerARN))
            for (key, values) in contextKeys { context.set(key, toAll: values) }
            return context
        } catch {
            throw .invalidRequest("\(error)")
        }
    }
}
