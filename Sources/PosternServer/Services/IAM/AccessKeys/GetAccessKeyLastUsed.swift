import AWSWire
import StateStore

/// `GetAccessKeyLastUsed`, from the audit trail: any signed use of the key counts, also one that was denied.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html>
struct GetAccessKeyLastUsed: ServiceOperation {
    typealias Wire = IAM.GetAccessKeyLastUsed
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let owner = call.view.snapshot.identity.ownerName(ofKey: input.accessKeyID, in: .global(call.accountID))
        let resource = owner.map { User.resource($0, in: call) } ?? "*"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard call.identity.accessKeys[input.accessKeyID, in: call.globalScope] != nil else {
            throw ServiceFault(
                code: "AccessDenied",
                message:
                    "User: \(call.caller.arn) is not authorized to perform: \(Self.action) on resource: access key "
                    + input.accessKeyID,
                status: 403
            )
        }
        let owner = call.identity.ownerName(ofKey: input.accessKeyID, in: call.globalScope)
        return .asynchronously { () throws(ServiceFault) in
            let lastUse = try iam.lastUse(ofKey: input.accessKeyID)
            return Wire.Output(userName: owner ?? "root", accessKeyLastUsed: IAM.AccessKeyLastUsed(lastUse))
        }
    }
}

extension IdentityState {
    /// The user who holds a key; nil for the root user's and for keys that do not exist.
    fileprivate func ownerName(ofKey id: String, in scope: Scope) -> String? {
        guard case .user(let userID) = accessKeys[id, in: scope]?.owner else { return nil }
        return users[userID, in: scope]?.name
    }
}

extension IAMDependencies {
    /// The latest recorded request signed with a key; nil when it was never used.
    func lastUse(ofKey id: String) throws(ServiceFault) -> AuditEvent? {
        do {
            return try audit.events(AuditQuery(accessKeyID: id, limit: 1)).first
        } catch {
            throw .internalFailure
        }
    }
}

extension IAM.AccessKeyLastUsed {
    /// `N/A` for a key that was never used, as AWS answers.
    init(_ event: AuditEvent?) {
        guard let event else {
            self.init(serviceName: "N/A", region: "N/A")
            return
        }
        self.init(
            lastUsedDate: WireTimestamp(wholeSecondsOf: event.eventTime),
            serviceName: String(event.eventSource.prefix { $0 != "." }),
            region: event.awsRegion
        )
    }
}
