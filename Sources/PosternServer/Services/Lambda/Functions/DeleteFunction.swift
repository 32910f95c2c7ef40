import AWSWire
import LambdaCore
import StateStore

/// `DeleteFunction`: of a whole function its environments end when they have answered, and what waits for it is forgotten;
/// a version goes alone, unless an alias leads to it.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html>
struct DeleteFunction: ServiceOperation {
    typealias Wire = Lambda.DeleteFunction
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        return [.function(Self.action, reference, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let reference = try FunctionReference(input.functionName, qualifier: input.qualifier, in: call.scope)
        guard let qualifier = reference.qualifier else { return deleteFunction(reference) }
        guard qualifier != FunctionTarget.latest else {
            throw Lambda.Fault.invalidParameterValue("$LATEST version cannot be deleted without deleting the function.")
        }
        guard !qualifier.contains("$") else {
            throw Lambda.Fault.resourceNotFound("Function not found: \(reference.unqualifiedARN)")
        }
        guard qualifier.utf8.allSatisfy(\.isDigit) else {
            throw Lambda.Fault.invalidParameterValue("Deletion of aliases is not currently supported.")
        }
        return deleteVersion(qualifier, of: reference.unqualified)
    }

    private func deleteFunction(_ reference: FunctionReference) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            let function = try await lambda.writer.write { transaction throws(ServiceFault) in
                let function = try reference.function(in: transaction.functions)
                for change in transaction.functions.removal(of: function) { transaction.apply(change) }
                return function
            }
            lambda.invoker.retire(FunctionIdentity(function))
            do {
                try lambda.queue.removeAll(for: function.name, in: function.scope)
            } catch {
                throw ServiceFault.internalFailure
            }
            return Wire.Output(statusCode: 204)
        }
    }

    /// A version that does not exist is no error.
    private func deleteVersion(_ number: String, of reference: FunctionReference) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await lambda.writer.write { transaction throws(ServiceFault) in
                let function = try reference.function(in: transaction.functions)
                guard let version = transaction.functions.version(number, of: function) else { return }
                let aliases = transaction.functions.aliases(of: function).filter { $0.versions.contains(number) }
                guard aliases.isEmpty else {
                    throw Lambda.Fault.resourceConflict(
                        "Version \(number) cannot be deleted: it is used by these aliases: "
                            + aliases.map(\.name).joined(separator: ", ")
                    )
                }
                for change in transaction.functions.removal(of: version) { transaction.apply(change) }
            }
            return Wire.Output(statusCode: 204)
        }
    }
}

extension FunctionIdentity {
    init(_ function: Function) {
        self.init(accountID: function.scope.accountID, region: function.scope.region, name: function.name)
    }
}
