import AWSWire
import IdentityProofs
import StateStore

/// `CreateLoginProfile`. There is no console to sign in to here: the password is kept for ``ChangePassword`` and shown as
/// set.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html>
struct CreateLoginProfile: ServiceOperation {
    typealias Wire = IAM.CreateLoginProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let userName = try call.userName(input.userName)
        guard let password = input.password else {
            throw ServiceFault(code: "ValidationError", message: "Must specify a password.")
        }
        try call.checkPassword(password)
        return .asynchronously { () throws(ServiceFault) in
            let hash = iam.hash(of: password)
            return try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                guard transaction.identity.loginProfiles[user.id, in: user.scope] == nil else {
                    throw IAM.Fault.entityAlreadyExists("Login Profile for user \(user.name) already exists.")
                }
                let profile = LoginProfile(
                    scope: user.scope,
                    userID: user.id,
                    createdAt: call.time,
                    passwordHash: hash,
                    isPasswordResetRequired: input.passwordResetRequired ?? false
                )
                transaction.apply(.loginProfile(.put(profile)))
                return Wire.Output(loginProfile: IAM.LoginProfile(profile, of: user))
            }
        }
    }
}

/// `GetLoginProfile`.
struct GetLoginProfile: ServiceOperation {
    typealias Wire = IAM.GetLoginProfile

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let user = try User.find(try call.userName(input.userName), in: call.identity, call.globalScope)
        return .finished(
            Wire.Output(loginProfile: IAM.LoginProfile(try call.identity.loginProfile(of: user), of: user))
        )
    }
}

/// `UpdateLoginProfile`.
struct UpdateLoginProfile: ServiceOperation {
    typealias Wire = IAM.UpdateLoginProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        if let password = input.password { try call.checkPassword(password) }
        return .asynchronously { () throws(ServiceFault) in
            let hash = input.password.map(iam.hash)
            return try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                var profile = try transaction.identity.loginProfile(of: user)
                if let hash {
                    profile.passwordHash = hash
                    profile.changedAt = call.time
                }
                profile.isPasswordResetRequired = input.passwordResetRequired ?? profile.isPasswordResetRequired
                transaction.apply(.loginProfile(.put(profile)))
                return Unit()
            }
        }
    }
}

/// `DeleteLoginProfile`.
struct DeleteLoginProfile: ServiceOperation {
    typealias Wire = IAM.DeleteLoginProfile
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let userName = try call.userName(input.userName)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                transaction.apply(.loginProfile(.remove(try transaction.identity.loginProfile(of: user).key)))
                return Unit()
            }
        }
    }
}

/// `ChangePassword`: a user's own.
struct ChangePassword: ServiceOperation {
    typealias Wire = IAM.ChangePassword
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, nil, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        guard let userName = call.caller.userName else {
            throw IAM.Fault.invalidUserType("Only IAM Users can change their own password")
        }
        try call.checkPassword(input.newPassword)
        return .asynchronously { () throws(ServiceFault) in
            let hash = iam.hash(of: input.newPassword)
            return try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                var profile = try transaction.identity.loginProfile(of: user)
                guard profile.matches(input.oldPassword) else {
                    throw ServiceFault(
                        code: "AccessDenied",
                        message: "The old password does not match the user's password.",
                        status: 403
                    )
                }
                profile.passwordHash = hash
                profile.changedAt = call.time
                profile.isPasswordResetRequired = false
                transaction.apply(.loginProfile(.put(profile)))
                return Unit()
            }
        }
    }
}

extension AuthorizedCall {
    /// - Throws: `PasswordPolicyViolation`.
    fileprivate func checkPassword(_ password: String) throws(ServiceFault) {
        try PasswordRules.check(password, identity.accounts[caller.accountID, in: globalScope]?.passwordPolicy)
    }
}

extension IAMDependencies {
    /// The text that is kept of a password.
    fileprivate func hash(of password: String) -> String {
        PasswordHash(of: password) { surroundings.randomness.bytes($0) }.text
    }
}

extension LoginProfile {
    fileprivate func matches(_ password: String) -> Bool {
        PasswordHash(text: passwordHash)?.matches(password) ?? false
    }
}

extension IdentityState {
    /// - Throws: `NoSuchEntity`.
    fileprivate func loginProfile(of user: User) throws(ServiceFault) -> LoginProfile {
        guard let profile = loginProfiles[user.id, in: user.scope] else {
            throw IAM.Fault.noSuchEntity("Login Profile for User \(user.name) cannot be found.")
        }
        return profile
    }
}

extension IAM.LoginProfile {
    fileprivate init(_ profile: LoginProfile, of user: User) {
        self.init(
            userName: user.name,
            createDate: WireTimestamp(wholeSecondsOf: profile.createdAt),
            passwordResetRequired: profile.isPasswordResetRequired
        )
    }
}
