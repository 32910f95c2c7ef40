import AWSWire
import StateStore

/// `GetAccessKeyInfo`: the account that a key belongs to, whoever asks. Temporary keys are found by their recorded use.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html>
struct GetAccessKeyInfo: ServiceOperation {
    typealias Wire = STS.GetAccessKeyInfo
    let sts: STSDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        if let key = call.identity.accessKeys.all.first(where: { $0.id == input.accessKeyID }) {
            return .finished(Wire.Output(account: key.scope.accountID))
        }
        return .asynchronously { () throws(ServiceFault) in
            guard let account = try accountOfUsedKey(input.accessKeyID) else {
                throw ServiceFault(code: "ValidationError", message: "Access key \(input.accessKeyID) cannot be found.")
            }
            return Wire.Output(account: account)
        }
    }

    private func accountOfUsedKey(_ id: String) throws(ServiceFault) -> String? {
        do {
            return try sts.audit.events(AuditQuery(accessKeyID: id, limit: 1)).first?.userIdentity.accountID
        } catch {
            throw .internalFailure
        }
    }
}
