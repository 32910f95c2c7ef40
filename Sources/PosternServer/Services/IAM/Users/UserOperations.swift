import AWSWire
import StateStore

/// `CreateUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html>
struct CreateUser: ServiceOperation {
    typealias Wire = IAM.CreateUser
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):user\(input.path ?? "/")\(input.userName)"
        return AuthorizationRequirement.creating(
            Self.action,
            arn,
            boundary: input.permissionsBoundary,
            tags: input.tags,
            with: "iam:TagUser",
            in: call
        )
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let scope = call.globalScope
                guard transaction.identity.users.named(input.userName.lowercased(), in: scope) == nil else {
                    throw IAM.Fault.entityAlreadyExists("User with name \(input.userName) already exists.")
                }
                guard transaction.identity.users.all(in: scope).count < IAMQuota.users else {
                    throw IAMQuota.exceeded("UsersPerAccount", IAMQuota.users)
                }
                let user = User(
                    scope: scope,
                    id: iam.surroundings.randomness.uniqueID(.user),
                    name: input.userName,
                    path: input.path ?? "/",
                    createdAt: call.time,
                    grants: try iam.grants(boundary: input.permissionsBoundary, in: transaction.identity, scope),
                    tags: try [Tag](checking: input.tags)
                )
                transaction.apply(.user(.put(user)))
                return Wire.Output(user: IAM.User(user))
            }
        }
    }
}

/// `GetUser`; without a name, the caller's own user.
struct GetUser: ServiceOperation {
    typealias Wire = IAM.GetUser

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard input.userName != nil || call.caller.userName != nil else {
            return .finished(Wire.Output(user: try rootUser(call)))
        }
        let name = try call.userName(input.userName)
        return .finished(Wire.Output(user: IAM.User(try User.find(name, in: call.identity, call.globalScope))))
    }

    /// What the root user is shown of itself; a session of a role has no user to show.
    private func rootUser(_ call: AuthorizedCall) throws(ServiceFault) -> IAM.User {
        let account = call.identity.accounts[call.call.accountID, in: call.globalScope]
        guard call.caller.arn.hasSuffix(":root"), let account else { throw IAMFaults.noUserName }
        return IAM.User(
            path: "/",
            userName: "root",
            userID: account.accountID,
            arn: call.caller.arn,
            createDate: WireTimestamp(wholeSecondsOf: account.createdAt)
        )
    }
}

/// `ListUsers`.
struct ListUsers: ServiceOperation {
    typealias Wire = IAM.ListUsers

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let resource = "arn:aws:iam::\(call.accountID):user\(input.pathPrefix ?? "/")"
        return [AuthorizationRequirement(Self.action, on: resource, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let users = User.all(in: call.identity, call.globalScope, pathPrefix: input.pathPrefix)
        let page = try Page(of: users, after: input.marker, maxItems: input.maxItems, key: \.name)
        return .finished(
            Wire.Output(
                users: page.items.map(IAM.User.init(listed:)),
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `DeleteUser`: everything attached to the user must be gone first.
struct DeleteUser: ServiceOperation {
    typealias Wire = IAM.DeleteUser
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                let keys = transaction.identity.accessKeys.all(in: call.globalScope)
                if keys.contains(where: { $0.owner == .user(id: user.id) }) {
                    throw IAMFaults.deleteFirst("delete access keys")
                }
                guard transaction.identity.loginProfiles[user.id, in: user.scope] == nil else {
                    throw IAMFaults.deleteFirst("delete login profile")
                }
                guard transaction.identity.mfaDevices(of: user).isEmpty else {
                    throw IAMFaults.deleteFirst("delete MFA device")
                }
                try IAMFaults.requireNoPolicies(user)
                guard user.groupIDs.isEmpty else { throw IAMFaults.deleteFirst("remove users from group") }
                transaction.apply(.user(.remove(user.key)))
                return Unit()
            }
        }
    }
}

extension IAM.User {
    /// Lists leave out tags and the permissions boundary, as AWS does.
    init(listed user: User) {
        self.init(user)
        permissionsBoundary = nil
        tags = nil
    }
}

extension AuthorizationRequirement {
    /// The action on the named user, or on the caller's own when no name is given.
    static func onUser(_ action: String, _ name: String?, in call: IncomingCall) -> Self {
        let resource = name.map { User.resource($0, in: call) } ?? call.caller.arn
        return Self(action, on: resource, ownedBy: call.accountID)
    }

    /// The creation of something that may bear a boundary and tags; who brings tags must be allowed to set them too.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
    /// - Parameter tagging: the action that sets such a thing's tags, such as `iam:TagUser`.
    static func creating(
        _ action: String,
        _ arn: String,
        boundary: String? = nil,
        tags: [IAM.Tag]?,
        with tagging: String,
        in call: IncomingCall
    ) -> [Self] {
        let tagKeys = requestTagKeys(tags ?? [])
        let boundaryKeys = boundary.map { [(key: "iam:PermissionsBoundary", values: [$0])] } ?? []
        let creation = Self(action, on: arn, ownedBy: call.accountID, context: boundaryKeys + tagKeys)
        guard !tagKeys.isEmpty else { return [creation] }
        return [creation, Self(tagging, on: arn, ownedBy: call.accountID, context: tagKeys)]
    }

    /// `aws:RequestTag/…` and `aws:TagKeys` for the tags that a request brings.
    static func requestTagKeys(_ tags: [IAM.Tag]) -> [(key: String, values: [String])] {
        guard !tags.isEmpty else { return [] }
        return tags.map { (key: "aws:RequestTag/\($0.key)", values: [$0.value]) }
            + [(key: "aws:TagKeys", values: tags.map(\.key))]
    }
}
