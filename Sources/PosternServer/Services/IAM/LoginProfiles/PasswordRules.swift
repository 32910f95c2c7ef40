import AWSWire
import StateStore

/// What an account demands of passwords.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html>
enum PasswordRules {
    /// What IAM demands of passwords in an account without a policy of its own: eight characters of three kinds.
    private static let defaultMinimumLength = 8
    private static let defaultKinds = 3
    private static let symbols = Set("!@#$%^&*()_+-=[]{}|'".utf8)

    /// - Throws: `PasswordPolicyViolation`, which names every rule that is broken.
    static func check(_ password: String, _ policy: PasswordPolicy?) throws(ServiceFault) {
        let found = Found(password)
        let broken = policy.map { violations(found, $0) } ?? defaultViolations(found)
        guard broken.isEmpty else {
            throw IAM.Fault.passwordPolicyViolation("Password should have \(broken.joined(separator: " and ")).")
        }
    }

    private static func violations(_ found: Found, _ policy: PasswordPolicy) -> [String] {
        var broken: [String] = []
        if found.length < policy.minimumLength { broken.append("a minimum length of \(policy.minimumLength)") }
        if policy.requiresSymbols, !found.hasSymbol { broken.append("at least one symbol") }
        if policy.requiresNumbers, !found.hasDigit { broken.append("at least one number") }
        if policy.requiresUppercase, !found.hasUppercase { broken.append("at least one uppercase letter") }
        if policy.requiresLowercase, !found.hasLowercase { broken.append("at least one lowercase letter") }
        return broken
    }

    private static func defaultViolations(_ found: Found) -> [String] {
        var broken: [String] = []
        if found.length < defaultMinimumLength { broken.append("a minimum length of \(defaultMinimumLength)") }
        let kinds = [found.hasUppercase, found.hasLowercase, found.hasDigit, found.hasSymbol].count { $0 }
        if kinds < defaultKinds {
            broken.append(
                "at least \(defaultKinds) of these: uppercase letters, lowercase letters, numbers, symbols"
            )
        }
        return broken
    }

    /// What a password is made of.
    private struct Found {
        let length: Int
        let hasSymbol: Bool
        let hasDigit: Bool
        let hasUppercase: Bool
        let hasLowercase: Bool

        init(_ password: String) {
            length = password.unicodeScalars.count
            hasSymbol = password.utf8.contains(where: PasswordRules.symbols.contains)
            hasDigit = password.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            hasUppercase = password.utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
            hasLowercase = password.utf8.contains { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        }
    }
}
