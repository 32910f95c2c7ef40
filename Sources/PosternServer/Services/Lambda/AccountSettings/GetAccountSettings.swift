import AWSWire
import StateStore

/// `GetAccountSettings`: the limits, and what of them is used.
///
/// <https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html>
struct GetAccountSettings: ServiceOperation {
    typealias Wire = Lambda.GetAccountSettings
    let lambda: LambdaDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: "*", ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .finished(
            Wire.Output(
                accountLimit: Lambda.AccountLimit(
                    totalCodeSize: FunctionLimits.totalCodeBytes,
                    codeSizeUnzipped: FunctionLimits.unzippedBytes,
                    codeSizeZipped: FunctionLimits.zippedBytes,
                    concurrentExecutions: lambda.concurrency.account,
                    unreservedConcurrentExecutions: lambda.concurrency.unreserved(in: call.scope, call.functions)
                ),
                accountUsage: Lambda.AccountUsage(
                    totalCodeSize: CodeStorage.usedBytes(in: call.scope, call.functions),
                    functionCount: call.functions.functions.all(in: call.scope).count
                )
            )
        )
    }
}

/// What packages and layers of an account take in a region. Every version counts, as on AWS, though equal packages are kept
/// once.
enum CodeStorage {
    static func usedBytes(in scope: Scope, _ functions: FunctionState) -> Int {
        functions.functions.all(in: scope).reduce(0) { $0 + $1.latest.code.sizeBytes }
            + functions.versions.all(in: scope).reduce(0) { $0 + $1.settings.code.sizeBytes }
            + functions.layerVersions.all(in: scope).reduce(0) { $0 + $1.code.sizeBytes }
    }

    /// - Throws: `CodeStorageExceededException`.
    static func requireRoom(for code: FunctionCode, in scope: Scope, _ functions: FunctionState) throws(ServiceFault) {
        guard usedBytes(in: scope, functions) + code.sizeBytes <= FunctionLimits.totalCodeBytes else {
            throw Lambda.Fault.codeStorageExceeded("Code storage limit exceeded.")
        }
    }
}
