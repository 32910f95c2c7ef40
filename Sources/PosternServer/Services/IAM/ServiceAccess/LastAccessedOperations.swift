import AWSWire
import IAMPolicy
import StateStore

/// `GenerateServiceLastAccessedDetails`: the report is made at once, so that its job is complete when it is first asked for.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html>
struct GenerateServiceLastAccessedDetails: ServiceOperation {
    typealias Wire = IAM.GenerateServiceLastAccessedDetails
    let iam: IAMDependencies
    let reports: AccessReports

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.arn, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let subject = try AccessSubject(arn: input.arn, in: call)
        return .asynchronously { () throws(ServiceFault) in
            let report = try AccessReport(on: subject, input.granularity ?? .serviceLevel, for: call, iam.audit)
            let id = iam.surroundings.randomness.uuid()
            reports.keep(report, as: id)
            return Wire.Output(jobID: id)
        }
    }
}

/// `GetServiceLastAccessedDetails`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html>
struct GetServiceLastAccessedDetails: ServiceOperation {
    typealias Wire = IAM.GetServiceLastAccessedDetails
    let reports: AccessReports

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let report = try reports.report(input.jobID, in: call.caller.accountID)
        let page = try Page(of: report.services, after: input.marker, maxItems: input.maxItems, key: \.self)
        return .finished(
            Wire.Output(
                jobStatus: .completed,
                jobType: report.granularity,
                jobCreationDate: WireTimestamp(wholeSecondsOf: report.createdAt),
                servicesLastAccessed: page.items.map { IAM.ServiceLastAccessed($0, report) },
                jobCompletionDate: WireTimestamp(wholeSecondsOf: report.createdAt),
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `GetServiceLastAccessedDetailsWithEntities`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetailsWithEntities.html>
struct GetServiceLastAccessedDetailsWithEntities: ServiceOperation {
    typealias Wire = IAM.GetServiceLastAccessedDetailsWithEntities
    let reports: AccessReports

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let report = try reports.report(input.jobID, in: call.caller.accountID)
        let uses = (report.uses[input.serviceNamespace] ?? []).sorted { $0.principal.arn < $1.principal.arn }
        let page = try Page(of: uses, after: input.marker, maxItems: input.maxItems) { $0.principal.arn }
        return .finished(
            Wire.Output(
                jobStatus: .completed,
                jobCreationDate: WireTimestamp(wholeSecondsOf: report.createdAt),
                jobCompletionDate: WireTimestamp(wholeSecondsOf: report.createdAt),
                entityDetailsList: page.items.map { use in
                    IAM.EntityDetails(
                        entityInfo: use.principal.information,
                        lastAuthenticated: WireTimestamp(wholeSecondsOf: use.time)
                    )
                },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}
