extension ReferenceGenerator {
    /// A `Principal` or `NotPrincipal` element.
    mutating func principals() -> ReferenceJSON {
        if random.chance(20) { return "*" }
        var members: [String: ReferenceJSON] = [:]
        let sessions = ReferenceVocabulary.roles.map(ReferenceGenerator.session)
        let accounts = [ReferenceVocabulary.account, ReferenceVocabulary.foreign]
        let names =
            accounts + accounts.map { "arn:aws:iam::\($0):root" } + ReferenceVocabulary.users
            + ReferenceVocabulary.roles
            + sessions + ReferenceVocabulary.federatedSessions + ["*"]
        let ids = (ReferenceVocabulary.users + ReferenceVocabulary.roles).map(ReferenceVocabulary.uniqueID)
        if random.chance(85) { members["AWS"] = oneOrMany(random.picks(1...6, of: names + ids)) }
        if members.isEmpty || random.chance(30) {
            members["Service"] = oneOrMany(random.picks(1...2, of: ReferenceVocabulary.services))
        }
        if random.chance(15) {
            members["Federated"] = oneOrMany(random.picks(1...2, of: ReferenceVocabulary.identityProviders))
        }
        if random.chance(10) {
            members["CanonicalUser"] = .string(ReferenceVocabulary.canonicalUser(of: random.pick(accounts)))
        }
        return .object(members)
    }

    /// The ARN of a session of a role, which does not show the role's path.
    static func session(of role: String) -> String {
        "arn:aws:sts::\(role.component(4, of: ":")):assumed-role/\(role.component(-1, of: "/"))/s"
    }
}
