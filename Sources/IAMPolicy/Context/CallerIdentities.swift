/// The names by which resource policies can mean a caller, each with what a grant to it amounts to.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
struct CallerIdentities: Sendable {
    private(set) var names: [Name] = []
    /// Bits of the ``Name/family`` values that `NotPrincipal` must all name to spare the caller.
    private(set) var requiredFamilies: UInt8 = 0

    /// One name of the caller.
    struct Name: BitwiseCopyable, Sendable {
        var kind: PrincipalRow.Kind
        /// What an `Allow` to this name amounts to.
        var grant: Grant
        /// A bit that is the same for names of one thing (ARN and unique id).
        var family: UInt8
        var hash: UInt64
        /// The name in the context's bytes.
        var text: IndexRange
    }

    private static let selfFamily: UInt8 = 1
    private static let issuerFamily: UInt8 = 2
    private static let accountFamily: UInt8 = 4

    /// Stores the caller's names in a context.
    ///
    /// A canonical user id is another name of the account:
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html>
    init(_ principal: Principal, account: String?, canonicalUserID: String?, in storage: inout ContextStorage) {
        switch principal {
        case .root:
            break
        case .user(let user):
            add(.arn, user.arn, .direct, Self.selfFamily, &storage)
            add(.uniqueID, user.uniqueID, .direct, Self.selfFamily, &storage)
        case .roleSession(let session):
            add(.arn, session.arn, .direct, Self.selfFamily, &storage)
            add(.arn, session.roleARN, .issuer, Self.issuerFamily, &storage)
            add(.uniqueID, session.roleUniqueID, .issuer, Self.issuerFamily, &storage)
        case .federatedUser(let session):
            add(.arn, session.arn, .direct, Self.selfFamily, &storage)
            add(.arn, session.issuerARN, .issuer, 0, &storage)
            add(.uniqueID, session.issuerUniqueID, .issuer, 0, &storage)
        case .service(let name):
            add(.service, name, .direct, Self.selfFamily, &storage)
        case .federated(let provider):
            add(.federated, provider, .direct, Self.selfFamily, &storage)
        case .anonymous:
            // Nobody can name an anonymous caller, so no NotPrincipal spares it.
            requiredFamilies = Self.selfFamily
        }
        let isRoot = if case .root = principal { true } else { false }
        let accountGrant = isRoot ? Grant.direct : .account
        add(.account, account, accountGrant, Self.accountFamily, &storage)
        if account != nil { add(.canonicalUser, canonicalUserID, accountGrant, Self.accountFamily, &storage) }
    }

    private mutating func add(
        _ kind: PrincipalRow.Kind,
        _ text: String?,
        _ grant: Grant,
        _ family: UInt8,
        _ storage: inout ContextStorage
    ) {
        guard let text else { return }
        let range = storage.store(text)
        let hash = hashIgnoringCase(storage.bytes.span.extracting(range.bounds))
        names.append(Name(kind: kind, grant: grant, family: family, hash: hash, text: range))
        requiredFamilies |= family
    }
}
