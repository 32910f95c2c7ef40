import AWSWire
import StateStore

/// How long sessions of roles last.
///
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>
enum SessionDuration {
    static let defaultSeconds = 3600
    /// A session that was assumed with temporary credentials of another lasts an hour at most.
    static let chainedMaximumSeconds = 3600

    static let userDefaultSeconds = 43_200
    static let rootMaximumSeconds = 3600

    static func check(_ requested: Int?, role: Role, isChained: Bool) throws(ServiceFault) -> Int {
        let seconds = requested ?? min(defaultSeconds, role.maxSessionDurationSeconds)
        guard seconds <= role.maxSessionDurationSeconds else {
            throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
        }
        guard !isChained || seconds <= chainedMaximumSeconds else {
            throw invalid(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
            )
        }
        return seconds
    }

    /// How long a session of `GetSessionToken` or `GetFederationToken` lasts: at most an hour for the root user, whatever
    /// was asked for.
    ///
    /// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
    static func ofUser(_ requested: Int?, isRoot: Bool) -> Int {
        let seconds = requested ?? userDefaultSeconds
        return isRoot ? min(seconds, rootMaximumSeconds) : seconds
    }

    private static func invalid(_ message: String) -> ServiceFault {
        ServiceFault(code: "ValidationError", message: message)
    }
}
