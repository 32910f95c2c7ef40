import AWSWire
import StateStore

/// `PutRuntimeManagementConfig`. Postern has one build of each runtime, the one installed on the host: the setting is kept and
/// shown, and `Manual` can name that build alone.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html>
struct PutRuntimeManagementConfig: ServiceOperation {
    typealias Wire = Lambda.PutRuntimeManagementConfig
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let target = try reference.managedTarget(in: call.functions)
        try check(input, of: target)
        let management = RuntimeManagement(
            updateRuntimeOn: input.updateRuntimeOn.rawValue,
            runtimeVersionARN: input.runtimeVersionARN
        )
        return .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let target = try reference.managedTarget(in: transaction.functions)
                if var version = transaction.functions.version(target.version, of: target.function) {
                    version.settings.runtimeManagement = management
                    transaction.apply(.version(.put(version)))
                } else {
                    var function = target.function
                    function.latest.runtimeManagement = management
                    transaction.apply(.function(.put(function)))
                }
            }
            return Wire.Output(
                updateRuntimeOn: input.updateRuntimeOn,
                functionARN: reference.managedARN,
                runtimeVersionARN: input.runtimeVersionARN
            )
        }
    }

    private func check(_ input: Wire.Input, of target: FunctionTarget) throws(ServiceFault) {
        guard input.updateRuntimeOn == .manual else {
            guard input.runtimeVersionARN == nil else {
                throw Lambda.Fault.invalidParameterValue(
                    "RuntimeVersionArn goes with UpdateRuntimeOn Manual only; leave it out for "
                        + "\(input.updateRuntimeOn.rawValue)."
                )
            }
            return
        }
        let build = target.settings.runtime.map { RuntimeBuild.arn($0, in: target.function.scope) }
        guard let arn = input.runtimeVersionARN, arn == build else {
            throw Lambda.Fault.invalidParameterValue(
                "UpdateRuntimeOn Manual needs the RuntimeVersionArn of a build that can run the function; there is "
                    + (build ?? "none") + "."
            )
        }
    }
}

/// `GetRuntimeManagementConfig`.
struct GetRuntimeManagementConfig: ServiceOperation {
    typealias Wire = Lambda.GetRuntimeManagementConfig

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        let management = try reference.managedTarget(in: call.functions).settings.runtimeManagement
        return .finished(
            Wire.Output(
                updateRuntimeOn: management.map { Lambda.UpdateRuntimeOn(rawValue: $0.updateRuntimeOn) } ?? .auto,
                functionARN: reference.managedARN,
                runtimeVersionARN: management?.runtimeVersionARN
            )
        )
    }
}

extension FunctionReference {
    /// Runtime management belongs to `$LATEST` or a published version; an alias has none of its own.
    fileprivate func managedTarget(in functions: FunctionState) throws(ServiceFault) -> FunctionTarget {
        let target = try target(in: functions)
        guard target.alias == nil else {
            throw Lambda.Fault.invalidParameterValue(
                "Aliases have no runtime management configuration: name $LATEST or a published version."
            )
        }
        return target
    }

    fileprivate var managedARN: String { "\(unqualifiedARN):\(qualifier ?? FunctionTarget.latest)" }
}
