import AWSWire
import StateStore

/// How often a managed policy is in use.
struct PolicyUsage {
    var attachments = 0
    var boundaries = 0
}

extension IdentityState {
    /// Counts over all accounts that may use the policy; a customer managed policy is used in its own only.
    func usage(of arn: String, in scope: Scope? = nil) -> PolicyUsage {
        let grants =
            users.all.filter { $0.isCounted(scope) }.map(\.grants)
            + groups.all.filter { $0.isCounted(scope) }.map(\.grants)
            + roles.all.filter { $0.isCounted(scope) }.map(\.grants)
        var usage = PolicyUsage()
        for grant in grants {
            if grant.attachedARNs.contains(arn) { usage.attachments += 1 }
            if grant.boundaryARN == arn { usage.boundaries += 1 }
        }
        return usage
    }
}

extension StoredEntity {
    fileprivate func isCounted(_ counted: Scope?) -> Bool {
        counted == nil || counted == scope
    }
}

extension IAM.Policy {
    init(_ policy: ManagedPolicy, in identity: IdentityState) {
        let usage = identity.usage(of: policy.arn, in: policy.scope)
        self.init(
            policyName: policy.name,
            policyID: policy.id,
            arn: policy.arn,
            path: policy.path,
            defaultVersionID: policy.defaultVersionID,
            attachmentCount: usage.attachments,
            permissionsBoundaryUsageCount: usage.boundaries,
            isAttachable: true,
            description: policy.policyDescription,
            createDate: WireTimestamp(wholeSecondsOf: policy.createdAt),
            updateDate: WireTimestamp(wholeSecondsOf: policy.updatedAt)
        )
    }

    /// A policy of AWS's.
    init(_ entry: ManagedPolicyCatalogue.Entry, in identity: IdentityState) {
        let usage = identity.usage(of: entry.arn)
        self.init(
            policyName: entry.name,
            policyID: entry.policyID,
            arn: entry.arn,
            path: entry.path,
            defaultVersionID: entry.defaultVersionID,
            attachmentCount: usage.attachments,
            permissionsBoundaryUsageCount: usage.boundaries,
            isAttachable: true,
            createDate: WireTimestamp(wholeSecondsOf: entry.createdAt),
            updateDate: WireTimestamp(wholeSecondsOf: entry.updatedAt)
        )
    }
}

extension IAM.PolicyVersion {
    /// Without the document, as lists and `CreatePolicyVersion` show it.
    init(listed version: PolicyVersion, of policy: ManagedPolicy) {
        self.init(
            versionID: version.id,
            isDefaultVersion: version.id == policy.defaultVersionID,
            createDate: WireTimestamp(wholeSecondsOf: version.createdAt)
        )
    }

    init(_ entry: ManagedPolicyCatalogue.Entry) {
        self.init(
            versionID: entry.defaultVersionID,
            isDefaultVersion: true,
            createDate: WireTimestamp(wholeSecondsOf: entry.updatedAt)
        )
    }
}
