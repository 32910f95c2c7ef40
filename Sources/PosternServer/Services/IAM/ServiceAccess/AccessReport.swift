import AWSWire
import IAMPolicy
import StateStore
import Synchronization

/// Which of the services that its policies reach a subject has used, and when, from the audit trail.
struct AccessReport: Sendable {
    /// How far back AWS looks, in days.
    private static let trackedDays: Int64 = 400
    /// Of one principal, the latest so many requests are looked at.
    private static let eventsPerPrincipal = 10_000

    /// The latest use of a service, or of one of its actions.
    struct Use: Sendable {
        let principal: AccessingPrincipal
        let time: Moment
        let region: String
    }

    let granularity: IAM.AccessAdvisorUsageGranularityType
    let accountID: String
    let createdAt: Moment
    /// Prefixes, sorted.
    let services: [String]
    /// By service, the latest use of each principal.
    private(set) var uses: [String: [Use]] = [:]
    /// By service and action.
    private(set) var actions: [String: [String: Use]] = [:]

    init(
        on subject: AccessSubject,
        _ granularity: IAM.AccessAdvisorUsageGranularityType,
        for call: AuthorizedCall,
        _ audit: AuditReader
    ) throws(ServiceFault) {
        self.granularity = granularity
        accountID = call.caller.accountID
        createdAt = call.time
        services = GrantedServices.prefixes(of: subject.policies)
        for principal in subject.principals {
            let events: [AuditEvent]
            do {
                events = try audit.events(
                    AuditQuery(
                        from: call.time - .seconds(Self.trackedDays * 86_400),
                        principal: principal.auditName,
                        limit: Self.eventsPerPrincipal
                    )
                )
            } catch {
                throw .internalFailure
            }
            for event in events where principal.made(event) { note(event, by: principal) }
        }
    }

    /// Events come newest first, so that the first of a kind is the latest.
    private mutating func note(_ event: AuditEvent, by principal: AccessingPrincipal) {
        let use = Use(principal: principal, time: event.eventTime, region: event.awsRegion)
        let named = event.authorizations.map { $0.action.split(separator: ":", maxSplits: 1).map(String.init) }
        let pairs = named.compactMap { $0.count == 2 ? (service: $0[0], action: $0[1]) : nil }
        let source = event.eventSource.prefix { $0 != "." }
        for service in Set(pairs.map(\.service) + [String(source)])
        where uses[service]?.contains(where: { $0.principal.arn == principal.arn }) != true {
            uses[service, default: []].append(use)
        }
        for pair in pairs where (actions[pair.service]?[pair.action]?.time ?? Moment(seconds: 0)) < use.time {
            actions[pair.service, default: [:]][pair.action] = use
        }
    }
}

extension IAM.ServiceLastAccessed {
    init(_ service: String, _ report: AccessReport) {
        let uses = report.uses[service] ?? []
        let latest = uses.max { $0.time < $1.time }
        let tracked = (report.actions[service] ?? [:]).sorted { $0.key < $1.key }.map { name, use in
            IAM.TrackedActionLastAccessed(
                actionName: name,
                lastAccessedEntity: use.principal.arn,
                lastAccessedTime: WireTimestamp(wholeSecondsOf: use.time),
                lastAccessedRegion: use.region
            )
        }
        self.init(
            serviceName: ServiceReference.service(service)?.title ?? service,
            lastAuthenticated: latest.map { WireTimestamp(wholeSecondsOf: $0.time) },
            serviceNamespace: service,
            lastAuthenticatedEntity: latest?.principal.arn,
            lastAuthenticatedRegion: latest?.region,
            totalAuthenticatedEntities: uses.count,
            trackedActionsLastAccessed: report.granularity == .actionLevel && !tracked.isEmpty ? tracked : nil
        )
    }
}

/// The reports that were made, by job. Kept in memory, a bounded number of them: after a restart they are asked for anew.
final class AccessReports: Sendable {
    private static let capacity = 100

    private let reports = Mutex<[(id: String, report: AccessReport)]>([])

    func keep(_ report: AccessReport, as id: String) {
        reports.withLock { reports in
            if reports.count >= Self.capacity { reports.removeFirst() }
            reports.append((id, report))
        }
    }

    /// - Throws: `NoSuchEntity` for a job that never was, is forgotten, or is another account's.
    func report(_ id: String, in accountID: String) throws(ServiceFault) -> AccessReport {
        let found = reports.withLock { $0.first { $0.id == id }?.report }
        guard let found, found.accountID == accountID else {
            throw IAM.Fault.noSuchEntity("The job with id \(id) cannot be found.")
        }
        return found
    }
}
