import AWSWire
import StateStore

/// `CreateAccessKey`: the secret is shown this once.
struct CreateAccessKey: ServiceOperation {
    typealias Wire = IAM.CreateAccessKey
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let userName = try call.userName(input.userName)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                let existing = transaction.identity.accessKeys(of: user)
                guard existing.count < IAMQuota.accessKeysPerUser else {
                    throw IAMQuota.exceeded("AccessKeysPerUser", IAMQuota.accessKeysPerUser)
                }
                let secret = iam.surroundings.randomness.secretAccessKey()
                let key = AccessKey(
                    scope: call.globalScope,
                    id: iam.surroundings.randomness.uniqueID(.longTermAccessKey),
                    owner: .user(id: user.id),
                    secret: secret,
                    sealedWith: iam.sealingKey,
                    createdAt: call.time
                )
                transaction.apply(.accessKey(.put(key)))
                return Wire.Output(
                    accessKey: IAM.AccessKey(
                        userName: user.name,
                        accessKeyID: key.id,
                        status: .active,
                        secretAccessKey: secret,
                        createDate: WireTimestamp(wholeSecondsOf: key.createdAt)
                    )
                )
            }
        }
    }
}

/// `ListAccessKeys`.
struct ListAccessKeys: ServiceOperation {
    typealias Wire = IAM.ListAccessKeys

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let user = try User.find(try call.userName(input.userName), in: call.identity, call.globalScope)
        let keys = call.identity.accessKeys(of: user).sorted { $0.id < $1.id }
        let page = try Page(of: keys, after: input.marker, maxItems: input.maxItems, key: \.id)
        let metadata = page.items.map { key in
            IAM.AccessKeyMetadata(
                userName: user.name,
                accessKeyID: key.id,
                status: IAM.StatusType(rawValue: key.status.rawValue),
                createDate: WireTimestamp(wholeSecondsOf: key.createdAt)
            )
        }
        return .finished(
            Wire.Output(accessKeyMetadata: metadata, isTruncated: page.isTruncated, marker: page.marker)
        )
    }
}

/// `UpdateAccessKey`: a deactivated key works nowhere from the next request on.
struct UpdateAccessKey: ServiceOperation {
    typealias Wire = IAM.UpdateAccessKey
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let userName = try call.userName(input.userName)
        guard let status = AccessKey.Status(rawValue: input.status.rawValue) else {
            throw IAM.Fault.invalidInput("Access keys can be made Active or Inactive.")
        }
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                var key = try transaction.identity.accessKey(input.accessKeyID, of: user)
                key.status = status
                transaction.apply(.accessKey(.put(key)))
                return Unit()
            }
        }
    }
}

/// `DeleteAccessKey`.
struct DeleteAccessKey: ServiceOperation {
    typealias Wire = IAM.DeleteAccessKey
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let userName = try call.userName(input.userName)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                let key = try transaction.identity.accessKey(input.accessKeyID, of: user)
                transaction.apply(.accessKey(.remove(key.key)))
                return Unit()
            }
        }
    }
}

extension IdentityState {
    func accessKeys(of user: User) -> [AccessKey] {
        accessKeys.all(in: user.scope).filter { $0.owner == .user(id: user.id) }
    }

    /// - Throws: `NoSuchEntity` for a key that does not exist or is another user's.
    fileprivate func accessKey(_ id: String, of user: User) throws(ServiceFault) -> AccessKey {
        guard let key = accessKeys[id, in: user.scope], key.owner == .user(id: user.id) else {
            throw IAM.Fault.noSuchEntity("The Access Key with id \(id) cannot be found.")
        }
        return key
    }
}
