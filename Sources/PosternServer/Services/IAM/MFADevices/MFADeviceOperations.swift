import AWSWire
import StateStore

/// `EnableMFADevice`: two codes shown one after the other prove that the user has the device.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html>
struct EnableMFADevice: ServiceOperation {
    typealias Wire = IAM.EnableMFADevice
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                var device = try transaction.identity.mfaDevice(input.serialNumber, call.globalScope)
                guard device.assignment == nil else {
                    throw IAM.Fault.entityAlreadyExists("MFA Device is already in use.")
                }
                guard transaction.identity.mfaDevices(of: user).count < IAMQuota.mfaDevicesPerUser else {
                    throw IAMQuota.exceeded("MFADevicesPerUser", IAMQuota.mfaDevicesPerUser)
                }
                device.assignment = MFADevice.Assignment(
                    userID: user.id,
                    enabledAt: call.time,
                    driftPeriods: try iam.drift(
                        of: device,
                        input.authenticationCode1,
                        input.authenticationCode2,
                        at: call.time
                    )
                )
                transaction.apply(.mfaDevice(.put(device)))
                return Unit()
            }
        }
    }
}

/// `ResyncMFADevice`, for a device whose clock has gone wrong.
struct ResyncMFADevice: ServiceOperation {
    typealias Wire = IAM.ResyncMFADevice
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(input.userName, in: transaction.identity, call.globalScope)
                var (device, assignment) = try transaction.identity.mfaDevice(input.serialNumber, of: user)
                device.assignment = MFADevice.Assignment(
                    userID: user.id,
                    enabledAt: assignment.enabledAt,
                    driftPeriods: try iam.drift(
                        of: device,
                        input.authenticationCode1,
                        input.authenticationCode2,
                        at: call.time
                    )
                )
                transaction.apply(.mfaDevice(.put(device)))
                return Unit()
            }
        }
    }
}

/// `DeactivateMFADevice`: the device stays, and is nobody's.
struct DeactivateMFADevice: ServiceOperation {
    typealias Wire = IAM.DeactivateMFADevice
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        let userName = try call.userName(input.userName)
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let user = try User.find(userName, in: transaction.identity, call.globalScope)
                var device = try transaction.identity.mfaDevice(input.serialNumber, of: user).device
                device.assignment = nil
                transaction.apply(.mfaDevice(.put(device)))
                return Unit()
            }
        }
    }
}

/// `ListMFADevices`; without a name, the caller's own.
struct ListMFADevices: ServiceOperation {
    typealias Wire = IAM.ListMFADevices

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let user = try User.find(try call.userName(input.userName), in: call.identity, call.globalScope)
        let devices = call.identity.mfaDevices(of: user)
        let page = try Page(of: devices, after: input.marker, maxItems: input.maxItems, key: \.arn)
        return .finished(
            Wire.Output(
                mfaDevices: page.items.compactMap { device in
                    device.assignment.map {
                        IAM.MFADevice(
                            userName: user.name,
                            serialNumber: device.arn,
                            enableDate: WireTimestamp(wholeSecondsOf: $0.enabledAt)
                        )
                    }
                },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `GetMFADevice`.
struct GetMFADevice: ServiceOperation {
    typealias Wire = IAM.GetMFADevice

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onUser(Self.action, input.userName, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let user = try User.find(try call.userName(input.userName), in: call.identity, call.globalScope)
        let (device, assignment) = try call.identity.mfaDevice(input.serialNumber, of: user)
        return .finished(
            Wire.Output(
                userName: user.name,
                serialNumber: device.arn,
                enableDate: WireTimestamp(wholeSecondsOf: assignment.enabledAt)
            )
        )
    }
}

extension IdentityState {
    /// - Throws: `NoSuchEntity` for a device that is not this user's.
    fileprivate func mfaDevice(
        _ serialNumber: String,
        of user: User
    ) throws(ServiceFault) -> (device: MFADevice, assignment: MFADevice.Assignment) {
        guard let device = mfaDevices[serialNumber, in: user.scope], let assignment = device.assignment,
            assignment.userID == user.id
        else { throw IAM.Fault.noSuchEntity("MFA Device with serial number \(serialNumber) is invalid for user.") }
        return (device, assignment)
    }
}

extension IAMDependencies {
    /// - Throws: `InvalidAuthenticationCode` for codes that the device has not shown one after the other.
    fileprivate func drift(
        of device: MFADevice,
        _ first: String,
        _ second: String,
        at now: Moment
    ) throws(ServiceFault) -> Int64 {
        guard let drift = try mfa.drift(of: device, showing: first, then: second, at: now) else {
            throw IAM.Fault.invalidAuthenticationCode("Authentication code for device is not valid.")
        }
        return drift
    }
}

// MARK: Tags

extension MFADevice: TaggedEntity {
    static func change(_ change: EntityChange<MFADevice>) -> IdentityChange { .mfaDevice(change) }
}

/// The input of an operation on the tags of an MFA device.
protocol MFADeviceTaggingInput: TaggingInput where Tagged == MFADevice {
    var serialNumber: String { get }
}

extension MFADeviceTaggingInput {
    func taggedResource(in call: IncomingCall) -> String { serialNumber }

    func tagged(in identity: IdentityState, for call: AuthorizedCall) throws(ServiceFault) -> MFADevice {
        try identity.mfaDevice(serialNumber, call.globalScope)
    }
}

extension IAM.TagMFADevice.Input: MFADeviceTaggingInput, TagsInput {}
extension IAM.UntagMFADevice.Input: MFADeviceTaggingInput, TagKeysInput {}
extension IAM.ListMFADeviceTags.Input: MFADeviceTaggingInput, TagsPageInput {}
extension IAM.ListMFADeviceTags.Output: TagsOutput {}
