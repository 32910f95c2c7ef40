/// An account's rules for passwords.
package struct PasswordPolicy: Hashable, Sendable, Codable {
    /// What AWS requires when a policy names no length.
    package static let defaultMinimumLength = 6

    /// In characters, between 6 and 128.
    package let minimumLength: Int
    package let requiresSymbols: Bool
    package let requiresNumbers: Bool
    package let requiresUppercase: Bool
    package let requiresLowercase: Bool
    package let allowsUsersToChange: Bool
    /// Between 1 and 1095; nil when passwords never expire.
    package let maximumAgeDays: Int?
    /// How many former passwords cannot be used again, 24 at most; nil when all can.
    package let reusePrevention: Int?
    package let isExpiryHard: Bool?

    package init(
        minimumLength: Int = Self.defaultMinimumLength,
        requiresSymbols: Bool = false,
        requiresNumbers: Bool = false,
        requiresUppercase: Bool = false,
        requiresLowercase: Bool = false,
        allowsUsersToChange: Bool = false,
        maximumAgeDays: Int? = nil,
        reusePrevention: Int? = nil,
        isExpiryHard: Bool? = nil
    ) {
        self.minimumLength = minimumLength
        self.requiresSymbols = requiresSymbols
        self.requiresNumbers = requiresNumbers
        self.requiresUppercase = requiresUppercase
        self.requiresLowercase = requiresLowercase
        self.allowsUsersToChange = allowsUsersToChange
        self.maximumAgeDays = maximumAgeDays
        self.reusePrevention = reusePrevention
        self.isExpiryHard = isExpiryHard
    }
}
