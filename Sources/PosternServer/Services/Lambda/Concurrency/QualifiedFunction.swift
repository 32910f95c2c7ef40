import AWSWire
import StateStore

extension FunctionReference {
    /// - Throws: `InvalidParameterValueException` for `$LATEST`.
    func requirePublished() throws(ServiceFault) {
        guard qualifier != "$LATEST" else {
            throw Lambda.Fault.invalidParameterValue(
                "The function resource provided must be an alias or a published version."
            )
        }
    }

    /// The function whose version or alias is named.
    ///
    /// - Throws: `ResourceNotFoundException`, with one sentence for versions and one for aliases.
    func findQualified(in functions: FunctionState) throws(ServiceFault) -> Function {
        if let function = functions.functions[name, in: scope], exists(in: functions) { return function }
        guard let qualifier, !qualifier.allSatisfy(\.isNumber) else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(arn)")
        }
        throw Lambda.Fault.resourceNotFound("Cannot find alias arn: \(arn)")
    }

    /// The same function by another qualifier.
    func named(_ qualifier: String?) -> FunctionReference {
        FunctionReference(scope: scope, name: name, qualifier: qualifier)
    }
}

extension FunctionState {
    /// The version that a reference comes down to: of an alias, the one it points to; nil when there is none.
    func version(_ reference: FunctionReference) -> String? {
        functions[reference.name, in: reference.scope].flatMap {
            target(of: $0, qualifier: reference.qualifier)?.version
        }
    }
}
