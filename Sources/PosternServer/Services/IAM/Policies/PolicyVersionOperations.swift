import AWSWire
import StateStore

/// `CreatePolicyVersion`: at most five; their numbers are not used again.
struct CreatePolicyVersion: ServiceOperation {
    typealias Wire = IAM.CreatePolicyVersion
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        try ManagedPolicySize.check(input.policyDocument)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var policy = try iam.changeable(input.policyARN, in: transaction.identity, call)
                guard policy.versions.count < IAMQuota.versionsPerPolicy else {
                    throw IAM.Fault.limitExceeded(
                        "A managed policy can have up to \(IAMQuota.versionsPerPolicy) versions. Before you create a new "
                            + "version, you must delete an existing version."
                    )
                }
                let version = PolicyVersion(
                    id: "v\(policy.nextVersionNumber)",
                    document: PolicyText(input.policyDocument),
                    createdAt: call.time
                )
                policy.nextVersionNumber += 1
                policy.versions.append(version)
                policy.updatedAt = call.time
                if input.setAsDefault == true { policy.defaultVersionID = version.id }
                transaction.apply(.managedPolicy(.put(policy)))
                return Wire.Output(policyVersion: IAM.PolicyVersion(listed: version, of: policy))
            }
        }
    }
}

/// `GetPolicyVersion`, with the document.
struct GetPolicyVersion: ServiceOperation {
    typealias Wire = IAM.GetPolicyVersion
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        if let policy = call.identity.managedPolicy(arn: input.policyARN, in: call.globalScope) {
            let version = try policy.version(input.versionID)
            var answer = IAM.PolicyVersion(listed: version, of: policy)
            answer.document = version.document.text.percentEncodedAsPolicy
            return .finished(Wire.Output(policyVersion: answer))
        }
        guard let entry = iam.catalogue.entry(input.policyARN) else { throw IAMFaults.noPolicy(input.policyARN) }
        guard entry.defaultVersionID == input.versionID, let document = iam.catalogue.document(entry.arn) else {
            throw IAMFaults.noPolicyVersion(input.policyARN, input.versionID)
        }
        var answer = IAM.PolicyVersion(entry)
        answer.document = document.text.percentEncodedAsPolicy
        return .finished(Wire.Output(policyVersion: answer))
    }
}

/// `ListPolicyVersions`, newest first.
struct ListPolicyVersions: ServiceOperation {
    typealias Wire = IAM.ListPolicyVersions
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let page = try Page(
            of: try versions(of: input.policyARN, for: call),
            after: input.marker,
            maxItems: input.maxItems,
            key: Self.pageKey
        )
        return .finished(Wire.Output(versions: page.items, isTruncated: page.isTruncated, marker: page.marker))
    }

    /// The newest first.
    private func versions(of arn: String, for call: AuthorizedCall) throws(ServiceFault) -> [IAM.PolicyVersion] {
        if let policy = call.identity.managedPolicy(arn: arn, in: call.globalScope) {
            return policy.versions.reversed().map { IAM.PolicyVersion(listed: $0, of: policy) }
        }
        guard let entry = iam.catalogue.entry(arn) else { throw IAMFaults.noPolicy(arn) }
        return [IAM.PolicyVersion(entry)]
    }

    /// Counts down as versions count up, in as many digits for each, because pages follow their keys upwards.
    private static func pageKey(_ version: IAM.PolicyVersion) -> String {
        let number = Int(version.versionID?.dropFirst() ?? "") ?? 0
        return String(Int(Int32.max) + Int(Int32.max) - number)
    }
}

/// `SetDefaultPolicyVersion`: in force from the next request on.
struct SetDefaultPolicyVersion: ServiceOperation {
    typealias Wire = IAM.SetDefaultPolicyVersion
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var policy = try iam.changeable(input.policyARN, in: transaction.identity, call)
                policy.defaultVersionID = try policy.version(input.versionID).id
                policy.updatedAt = call.time
                transaction.apply(.managedPolicy(.put(policy)))
                return Unit()
            }
        }
    }
}

/// `DeletePolicyVersion`: any but the default.
struct DeletePolicyVersion: ServiceOperation {
    typealias Wire = IAM.DeletePolicyVersion
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onPolicy(Self.action, input.policyARN, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var policy = try iam.changeable(input.policyARN, in: transaction.identity, call)
                let version = try policy.version(input.versionID)
                guard version.id != policy.defaultVersionID else {
                    throw IAM.Fault.deleteConflict("Cannot delete the default version of a policy.")
                }
                policy.versions.removeAll { $0.id == version.id }
                transaction.apply(.managedPolicy(.put(policy)))
                return Unit()
            }
        }
    }
}

extension ManagedPolicy {
    /// - Throws: `NoSuchEntity`.
    fileprivate func version(_ id: String) throws(ServiceFault) -> PolicyVersion {
        guard let version = versions.first(where: { $0.id == id }) else { throw IAMFaults.noPolicyVersion(arn, id) }
        return version
    }
}

extension IAMFaults {
    fileprivate static func noPolicyVersion(_ arn: String, _ id: String) -> ServiceFault {
        IAM.Fault.noSuchEntity("Policy \(arn) version \(id) does not exist or is not attachable.")
    }
}
