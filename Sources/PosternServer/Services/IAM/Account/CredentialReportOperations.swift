import AWSWire
import StateStore

/// `GenerateCredentialReport`: answers `STARTED` for a report that had to be made, `COMPLETE` while one is current.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html>
struct GenerateCredentialReport: ServiceOperation {
    typealias Wire = IAM.GenerateCredentialReport
    let iam: IAMDependencies
    let reports: CredentialReports

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let accountID = call.call.accountID
        if reports[accountID]?.isCurrent(at: call.time) == true {
            return .finished(Wire.Output(state: .complete))
        }
        let account = try call.identity.account(of: call)
        return .asynchronously { () throws(ServiceFault) in
            let text = try report(on: account, call.identity)
            reports[accountID] = CredentialReports.Report(text: text, generatedAt: call.time)
            return Wire.Output(
                state: .started,
                description: "No report exists. Starting a new report generation task"
            )
        }
    }

    private func report(on account: Account, _ identity: IdentityState) throws(ServiceFault) -> String {
        var report = CredentialReport()
        let keys = identity.accessKeys.all(in: account.scope)
        report.add(
            "<root_account>",
            arn: "arn:aws:iam::\(account.accountID):root",
            createdAt: account.createdAt,
            isRoot: true,
            keys: try withLastUse(keys.filter { $0.owner == .root })
        )
        for user in identity.users.all(in: account.scope).sorted(by: { $0.name < $1.name }) {
            let own = keys.filter { $0.owner == .user(id: user.id) }
            report.add(
                user.name,
                arn: user.arn,
                createdAt: user.createdAt,
                password: identity.loginProfiles[user.id, in: user.scope],
                hasMFADevice: !identity.mfaDevices(of: user).isEmpty,
                keys: try withLastUse(own)
            )
        }
        return report.text
    }

    private func withLastUse(
        _ keys: [AccessKey]
    ) throws(ServiceFault) -> [(key: AccessKey, lastUse: AuditEvent?)] {
        var found: [(key: AccessKey, lastUse: AuditEvent?)] = []
        for key in keys { found.append((key: key, lastUse: try iam.lastUse(ofKey: key.id))) }
        return found
    }
}

/// `GetCredentialReport`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetCredentialReport.html>
struct GetCredentialReport: ServiceOperation {
    typealias Wire = IAM.GetCredentialReport
    let reports: CredentialReports

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard let report = reports[call.call.accountID] else {
            throw ServiceFault(code: "ReportNotPresent", message: nil, status: 410)
        }
        guard report.isCurrent(at: call.time) else {
            throw ServiceFault(code: "ReportExpired", message: nil, status: 410)
        }
        return .finished(
            Wire.Output(
                content: Blob(Array(report.text.utf8)),
                reportFormat: .textCsv,
                generatedTime: WireTimestamp(wholeSecondsOf: report.generatedAt)
            )
        )
    }
}
