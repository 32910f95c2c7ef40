/// What follows from the action, the resource and the accounts, before any policy is read.
struct QueryTraits: BitwiseCopyable, Sendable {
    /// Whether the resource belongs to the caller's account, or to nobody.
    let isSameAccount: Bool
    /// Whether the action needs no permission, and cannot be denied.
    let needsNoPermission: Bool
    /// Whether the resource is a role whose trust policy must allow the action in every case.
    let isRoleTrust: Bool
    /// Whether the resource's own policy must allow, or hand on, the action before identity policies count.
    let needsResourcePolicy: Bool

    /// - Parameters:
    ///   - action: folded.
    ///   - fields: of the resource's ARN; nil when it is none.
    ///   - resourceAccount: the owner, when the query names one.
    init(
        action: Span<UInt8>,
        resource: Span<UInt8>,
        fields: ARNFields?,
        resourceAccount: String?,
        principalAccount: String?
    ) {
        needsNoPermission = PermissionlessActions.contains(action)
        if let resourceAccount {
            isSameAccount = resourceAccount == principalAccount
        } else if let fields, fields.hasAccountID(in: resource) {
            isSameAccount = principalAccount.map { resource.extracting(fields.account).equals(text: $0) } ?? false
        } else {
            isSameAccount = true
        }
        guard let fields else {
            isRoleTrust = false
            needsResourcePolicy = false
            return
        }
        let service = resource.extracting(fields.service)
        let name = resource.extracting(fields.resource)
        isRoleTrust = action.hasPrefix("sts:") && service.isEqual(to: "iam") && name.hasPrefix("role/")
        let isKey = service.isEqual(to: "kms") && name.hasPrefix("key/")
        needsResourcePolicy = isRoleTrust || (isKey && action.hasPrefix("kms:"))
    }
}
