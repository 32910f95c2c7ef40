import AWSWire
import IAMPolicy
import IdentityProofs
import StateStore
import Synchronization

/// Checks one-time passwords. A code is good once: who saw it being typed cannot use it again.
final class MFACheck: Sendable {
    /// How far a device's clock may be off, beyond what was found when it was last synchronised, in periods.
    private static let tolerancePeriods: Int64 = 1

    private let sealingKey: SealingKey
    /// The latest period of which a code was taken, by serial number.
    private let latest = Mutex<[String: Int64]>([:])

    init(sealingKey: SealingKey) {
        self.sealingKey = sealingKey
    }

    /// Whether the caller shows the code of an MFA device.
    ///
    /// - Returns: false for a request with neither serial number nor code.
    /// - Throws: `AccessDenied` for one without the other, a device that is not the caller's, and a code that is not good.
    func isShown(
        serialNumber: String?,
        code: String?,
        by caller: CallerIdentity,
        in identity: IdentityState,
        at now: Moment
    ) throws(ServiceFault) -> Bool {
        guard serialNumber != nil || code != nil else { return false }
        guard let serialNumber, let code else {
            throw Self.failure("failed, must provide both MFA serial number and one time pass code.")
        }
        let device = identity.mfaDevices[serialNumber, in: .global(caller.accountID)]
        guard let device, let assignment = device.assignment, assignment.userID == caller.longTermUserID else {
            throw Self.failure(
                "failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user."
            )
        }
        guard let period = try period(showing: code, on: device, assignment, at: now), isFirstUse(of: period, device)
        else { throw Self.failure("failed with invalid MFA one time pass code.") }
        return true
    }

    private func period(
        showing code: String,
        on device: MFADevice,
        _ assignment: MFADevice.Assignment,
        at now: Moment
    ) throws(ServiceFault) -> Int64? {
        let center = OneTimePassword.period(atSecondsSince1970: now.seconds) + assignment.driftPeriods
        return try password(of: device)
            .period(showing: code, among: center - Self.tolerancePeriods...center + Self.tolerancePeriods)
    }

    private func password(of device: MFADevice) throws(ServiceFault) -> OneTimePassword {
        do throws(SealingError) {
            return OneTimePassword(seed: try device.seed(openedWith: sealingKey))
        } catch {
            throw .internalFailure
        }
    }

    private func isFirstUse(of period: Int64, _ device: MFADevice) -> Bool {
        latest.withLock { latest in
            guard period > latest[device.arn] ?? .min else { return false }
            latest[device.arn] = period
            return true
        }
    }

    /// How many periods a device's clock is ahead, by two codes that it showed one after the other.
    ///
    /// - Returns: nil when these are not two such codes of a time near this one.
    func drift(
        of device: MFADevice,
        showing first: String,
        then second: String,
        at now: Moment
    ) throws(ServiceFault)
        -> Int64?
    {
        let password = try password(of: device)
        let present = OneTimePassword.period(atSecondsSince1970: now.seconds)
        let reach = Self.synchronizationPeriods
        return (-reach...reach).first { drift in
            password.period(showing: first, among: present + drift...present + drift) != nil
                && password.period(showing: second, among: present + drift + 1...present + drift + 1) != nil
        }
    }

    /// How far off a clock may be to be synchronised: an hour.
    private static let synchronizationPeriods: Int64 = 120

    private static func failure(_ reason: String) -> ServiceFault {
        ServiceFault(code: "AccessDenied", message: "MultiFactorAuthentication \(reason)", status: 403)
    }
}

extension CallerIdentity {
    /// The unique id of the IAM user who calls, not of a session that a user made.
    fileprivate var longTermUserID: String? {
        guard session == nil, case .user(let user) = principal else { return nil }
        return user.uniqueID
    }
}
