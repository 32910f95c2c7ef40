import AWSWire
import StateStore

/// `UpdateAccountPasswordPolicy`: what the call leaves out gets its default, not its former value. The policy
/// holds for passwords that are set from then on.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html>
struct UpdateAccountPasswordPolicy: ServiceOperation {
    typealias Wire = IAM.UpdateAccountPasswordPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var account = try transaction.identity.account(of: call)
                account.passwordPolicy = PasswordPolicy(input)
                transaction.apply(.account(.put(account)))
                return Unit()
            }
        }
    }
}

/// `GetAccountPasswordPolicy`.
struct GetAccountPasswordPolicy: ServiceOperation {
    typealias Wire = IAM.GetAccountPasswordPolicy

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let account = try call.identity.account(of: call)
        guard let policy = account.passwordPolicy else {
            throw IAM.Fault.noSuchEntity(
                "The Password Policy with domain name \(account.accountID) cannot be found."
            )
        }
        return .finished(Wire.Output(passwordPolicy: IAM.PasswordPolicy(policy)))
    }
}

/// `DeleteAccountPasswordPolicy`.
struct DeleteAccountPasswordPolicy: ServiceOperation {
    typealias Wire = IAM.DeleteAccountPasswordPolicy
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                var account = try transaction.identity.account(of: call)
                guard account.passwordPolicy != nil else {
                    throw IAM.Fault.noSuchEntity("The account policy with name PasswordPolicy cannot be found.")
                }
                account.passwordPolicy = nil
                transaction.apply(.account(.put(account)))
                return Unit()
            }
        }
    }
}

extension PasswordPolicy {
    fileprivate init(_ input: IAM.UpdateAccountPasswordPolicy.Input) {
        self.init(
            minimumLength: input.minimumPasswordLength ?? Self.defaultMinimumLength,
            requiresSymbols: input.requireSymbols ?? false,
            requiresNumbers: input.requireNumbers ?? false,
            requiresUppercase: input.requireUppercaseCharacters ?? false,
            requiresLowercase: input.requireLowercaseCharacters ?? false,
            allowsUsersToChange: input.allowUsersToChangePassword ?? false,
            maximumAgeDays: input.maxPasswordAge,
            reusePrevention: input.passwordReusePrevention,
            isExpiryHard: input.hardExpiry
        )
    }
}

extension IAM.PasswordPolicy {
    fileprivate init(_ policy: PasswordPolicy) {
        self.init(
            minimumPasswordLength: policy.minimumLength,
            requireSymbols: policy.requiresSymbols,
            requireNumbers: policy.requiresNumbers,
            requireUppercaseCharacters: policy.requiresUppercase,
            requireLowercaseCharacters: policy.requiresLowercase,
            allowUsersToChangePassword: policy.allowsUsersToChange,
            expirePasswords: (policy.maximumAgeDays ?? 0) > 0,
            maxPasswordAge: policy.maximumAgeDays,
            passwordReusePrevention: policy.reusePrevention,
            hardExpiry: policy.isExpiryHard
        )
    }
}
