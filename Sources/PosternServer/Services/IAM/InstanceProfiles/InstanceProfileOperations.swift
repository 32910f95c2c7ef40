import AWSWire
import StateStore

/// `CreateInstanceProfile`.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html>
struct CreateInstanceProfile: ServiceOperation {
    typealias Wire = IAM.CreateInstanceProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let name = input.instanceProfileName
        let arn = "arn:aws:iam::\(call.accountID):instance-profile\(input.path ?? "/")\(name)"
        return AuthorizationRequirement.creating(
            Self.action,
            arn,
            tags: input.tags,
            with: "iam:TagInstanceProfile",
            in: call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let tags = try [Tag](checking: input.tags)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let profiles = transaction.identity.instanceProfiles
                let name = input.instanceProfileName
                guard profiles.named(name.lowercased(), in: call.globalScope) == nil else {
                    throw IAM.Fault.entityAlreadyExists("Instance Profile \(name) already exists.")
                }
                guard profiles.all(in: call.globalScope).count < IAMQuota.instanceProfiles else {
                    throw IAMQuota.exceeded("InstanceProfilesPerAccount", IAMQuota.instanceProfiles)
                }
                let profile = InstanceProfile(
                    scope: call.globalScope,
                    id: iam.surroundings.randomness.uniqueID(.instanceProfile),
                    name: name,
                    path: input.path ?? "/",
                    createdAt: call.time,
                    tags: tags
                )
                transaction.apply(.instanceProfile(.put(profile)))
                var answer = IAM.InstanceProfile(profile, in: transaction.identity)
                if tags.isEmpty { answer.tags = nil }
                return Wire.Output(instanceProfile: answer)
            }
        }
    }
}

/// `GetInstanceProfile`, with the role inside.
struct GetInstanceProfile: ServiceOperation {
    typealias Wire = IAM.GetInstanceProfile

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onInstanceProfile(Self.action, input.instanceProfileName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let profile = try InstanceProfile.find(input.instanceProfileName, in: call.identity, call.globalScope)
        return .finished(Wire.Output(instanceProfile: IAM.InstanceProfile(profile, in: call.identity)))
    }
}

/// `DeleteInstanceProfile`: the role inside must be taken out first.
struct DeleteInstanceProfile: ServiceOperation {
    typealias Wire = IAM.DeleteInstanceProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onInstanceProfile(Self.action, input.instanceProfileName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let name = input.instanceProfileName
                let profile = try InstanceProfile.find(name, in: transaction.identity, call.globalScope)
                guard profile.roleID == nil else {
                    throw IAMFaults.deleteFirst("remove roles from instance profile")
                }
                transaction.apply(.instanceProfile(.remove(profile.key)))
                return Unit()
            }
        }
    }
}
