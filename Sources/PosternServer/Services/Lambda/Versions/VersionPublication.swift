import AWSWire
import StateStore

/// Makes a version of `$LATEST` in a transaction.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html>
struct VersionPublication: Sendable {
    let lambda: LambdaDependencies
    /// Nil takes the description of `$LATEST`.
    let description: String?

    /// The version that holds what `$LATEST` holds: the last one when nothing has changed since, else a new one.
    ///
    /// - Parameters:
    ///   - function: gets a new revision when a version is made.
    ///   - status: of a new version.
    func publish(
        _ function: inout Function,
        status: FunctionStatus,
        in transaction: inout StateTransaction
    ) -> PublishedVersion {
        let last = transaction.functions.version(String(function.lastVersionNumber), of: function)
        if let last, isUnchanged(function, since: last) { return last }
        function.lastVersionNumber += 1
        var settings = function.latest
        if let description { settings.functionDescription = description }
        settings.revisionID = lambda.surroundings.randomness.uuid()
        settings.status = status
        let version = PublishedVersion(
            scope: function.scope,
            functionName: function.name,
            number: function.lastVersionNumber,
            settings: settings,
            sourceDescription: function.latest.functionDescription
        )
        transaction.apply(.version(.put(version)))
        return version
    }

    /// Whether `$LATEST` has the code and the configuration that it had when the version was published. What is set again
    /// to the same value has not changed.
    private func isUnchanged(_ function: Function, since version: PublishedVersion) -> Bool {
        var now = function.latest
        let then = version.settings
        guard now.functionDescription == version.sourceDescription,
            lambda.variables(of: now, function) == lambda.variables(of: then, function)
        else { return false }
        now.functionDescription = then.functionDescription
        now.environment = then.environment
        now.lastModified = then.lastModified
        now.revisionID = then.revisionID
        now.status = then.status
        now.runtimeManagement = then.runtimeManagement
        return now == then
    }
}
