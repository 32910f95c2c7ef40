import AWSWire
import StateStore

/// `GetFederationToken`: the caller's permissions, cut down to what the policies passed allow too.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html>
struct GetFederationToken: ServiceOperation {
    typealias Wire = STS.GetFederationToken
    let sts: STSDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let tags = input.tags ?? []
        var requirement = AuthorizationRequirement(
            Self.action,
            on: Self.arn(input.name, call.accountID),
            ownedBy: call.accountID
        )
        guard !tags.isEmpty else { return [requirement] }
        requirement.context = tags.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
        requirement.context.append((key: "aws:TagKeys", values: tags.map(\.key)))
        return [requirement, requirement.asking("sts:TagSession")]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let issuer = try call.longTermIssuer(calling: Wire.model.name)
        let tags = (input.tags ?? []).map { Tag(key: $0.key, value: $0.value) }
        let policies = try SessionPolicyList.check(
            inline: input.policy,
            managed: input.policyARNs,
            in: call.call,
            account: issuer.accountID
        )
        let size = try PackedPolicySize.percent(policies, tags: tags)
        let credential = try sts.sessions.issue(
            .federated(userID: issuer.userID, name: input.name),
            accountID: issuer.accountID,
            at: call.time,
            lasting: .seconds(SessionDuration.ofUser(input.durationSeconds, isRoot: issuer.userID == nil))
        ) { grant in
            grant.sessionPolicies = policies
            grant.tags = tags
        }
        return .finished(
            Wire.Output(
                credentials: STS.Credentials(credential),
                federatedUser: STS.FederatedUser(
                    federatedUserID: "\(issuer.accountID):\(input.name)",
                    arn: Self.arn(input.name, issuer.accountID)
                ),
                packedPolicySize: size
            )
        )
    }

    private static func arn(_ name: String, _ accountID: String) -> String {
        "arn:aws:sts::\(accountID):federated-user/\(name)"
    }
}
