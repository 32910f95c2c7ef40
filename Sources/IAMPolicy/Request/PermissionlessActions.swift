/// Actions that everyone with credentials may perform, whatever the policies say.
enum PermissionlessActions {
    /// - Parameter action: folded.
    ///
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>: no permissions are required, and
    /// a policy that denies the action has no effect.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html>:
    /// policies cannot control `GetSessionToken`.
    static func contains(_ action: Span<UInt8>) -> Bool {
        guard action.hasPrefix("sts:get") else { return false }
        return action.isEqual(to: "sts:getcalleridentity") || action.isEqual(to: "sts:getsessiontoken")
    }
}
