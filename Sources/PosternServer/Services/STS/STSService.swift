/// The operations of STS that are served.
enum STSService {
    static func operations(_ sts: STSDependencies) -> [any AnyServiceOperation] {
        [
            Served(GetCallerIdentity()),
            Served(AssumeRole(sts: sts)),
            Served(AssumeRoleWithWebIdentity(sts: sts)),
            Served(GetSessionToken(sts: sts)),
            Served(GetFederationToken(sts: sts)),
            Served(GetAccessKeyInfo(sts: sts)),
            Served(DecodeAuthorizationMessage(sts: sts)),
        ]
    }
}
