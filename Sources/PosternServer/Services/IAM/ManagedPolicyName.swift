import IAMPolicy
import StateStore

/// Name and path as the ARN of a managed policy has them.
struct ManagedPolicyName {
    let arn: String
    let name: String
    /// Begins and ends with `/`.
    let path: String

    /// - Parameter arn: such as `arn:aws:iam::aws:policy/service-role/AWSLambdaRole`.
    init(arn: String) {
        self.arn = arn
        let resource = ARN(arn)?.resource ?? arn
        let afterKind = resource.drop { $0 != "/" }
        let lastSlash = afterKind.lastIndex(of: "/") ?? afterKind.startIndex
        path = afterKind.isEmpty ? "/" : String(afterKind[...lastSlash])
        name = afterKind.isEmpty ? resource : String(afterKind[afterKind.index(after: lastSlash)...])
    }
}

extension IAMDependencies {
    /// Whether an ARN names a policy that can be attached, AWS's or the customer's own.
    func managedPolicyExists(_ arn: String, in identity: IdentityState, _ scope: Scope) -> Bool {
        identity.managedPolicy(arn: arn, in: scope) != nil || catalogue.entry(arn) != nil
    }
}

extension IdentityState {
    /// A policy of this account; those of others are not to be seen, even by their ARN.
    func managedPolicy(arn: String, in scope: Scope) -> ManagedPolicy? {
        managedPolicy(arn: arn).flatMap { $0.scope == scope ? $0 : nil }
    }
}
