import AWSWire
import StateStore

/// What a reference leads to: `$LATEST`, a published version, or an alias with the version that it names.
struct FunctionTarget: Sendable {
    static let latest = "$LATEST"

    let function: Function
    /// `$LATEST` or a version's number.
    let version: String
    /// Code and configuration of the version.
    let settings: FunctionSettings
    /// Nil unless an alias was named.
    let alias: FunctionAlias?
    /// The policy attached to what was named; versions and aliases do not share that of the function.
    let resourcePolicy: FunctionResourcePolicy?

    /// The revision of what was named.
    var revisionID: String { alias?.revisionID ?? settings.revisionID }
}

extension FunctionReference {
    /// The function, when it exists.
    ///
    /// - Throws: `ResourceNotFoundException`.
    func function(in functions: FunctionState) throws(ServiceFault) -> Function {
        guard let function = functions.functions[name, in: scope] else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(arn)")
        }
        return function
    }

    /// What the reference names, when it exists.
    ///
    /// - Throws: `ResourceNotFoundException`.
    func target(in functions: FunctionState) throws(ServiceFault) -> FunctionTarget {
        guard let target = functions.target(of: try function(in: functions), qualifier: qualifier) else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(arn)")
        }
        return target
    }
}

extension FunctionState {
    /// The version or alias that a qualifier names; nil when there is none.
    func target(of function: Function, qualifier: String?) -> FunctionTarget? {
        guard let qualifier else { return latest(function, policy: function.resourcePolicy) }
        if qualifier == FunctionTarget.latest { return latest(function, policy: nil) }
        if let version = version(qualifier, of: function) {
            return FunctionTarget(
                function: function,
                version: qualifier,
                settings: version.settings,
                alias: nil,
                resourcePolicy: version.resourcePolicy
            )
        }
        return alias(qualifier, of: function).flatMap { target($0, of: function, version: $0.functionVersion) }
    }

    /// The version that an invocation runs: an alias with two versions divides invocations by weight.
    ///
    /// - Parameter point: where in 0..<1 the dice fall; they are thrown for an alias only.
    func executed(_ target: FunctionTarget, at point: @autoclosure () -> Double) -> FunctionTarget {
        guard let alias = target.alias else { return target }
        let version = alias.version(at: point())
        return self.target(alias, of: target.function, version: version) ?? target
    }

    private func latest(_ function: Function, policy: FunctionResourcePolicy?) -> FunctionTarget {
        FunctionTarget(
            function: function,
            version: FunctionTarget.latest,
            settings: function.latest,
            alias: nil,
            resourcePolicy: policy
        )
    }

    private func target(_ alias: FunctionAlias, of function: Function, version: String) -> FunctionTarget? {
        let settings =
            version == FunctionTarget.latest ? function.latest : self.version(version, of: function)?.settings
        guard let settings else { return nil }
        return FunctionTarget(
            function: function,
            version: version,
            settings: settings,
            alias: alias,
            resourcePolicy: alias.resourcePolicy
        )
    }
}

extension FunctionAlias {
    /// The version for an invocation.
    ///
    /// <https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html>
    ///
    /// - Parameter point: where in 0..<1 the dice fall; they are thrown for an alias only. the additional versions have its beginning.
    func version(at point: Double) -> String {
        var rest = point
        for (version, weight) in additionalVersionWeights.sorted(by: { $0.key < $1.key }) {
            if rest < weight { return version }
            rest -= weight
        }
        return functionVersion
    }
}

extension RandomSource {
    /// A number in 0..<1, every multiple of 2⁻⁵³ as likely as every other.
    func fraction() -> Double {
        let bits = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 11) / Double(1 << 53)
    }
}
