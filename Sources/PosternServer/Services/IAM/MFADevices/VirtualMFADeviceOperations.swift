import AWSWire
import IdentityProofs
import StateStore

/// `CreateVirtualMFADevice`: the seed is shown this once, in base32. No picture of it is made.
///
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html>
struct CreateVirtualMFADevice: ServiceOperation {
    typealias Wire = IAM.CreateVirtualMFADevice
    let iam: IAMDependencies

    /// As long as AWS's: sixty-four letters in base32.
    private static let seedBytes = 40

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let arn = "arn:aws:iam::\(call.accountID):mfa\(input.path ?? "/")\(input.virtualMFADeviceName)"
        return AuthorizationRequirement.creating(Self.action, arn, tags: input.tags, with: "iam:TagMFADevice", in: call)
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let seed = iam.surroundings.randomness.bytes(Self.seedBytes)
        let device = MFADevice(
            scope: call.globalScope,
            name: input.virtualMFADeviceName,
            path: input.path ?? "/",
            seed: seed,
            sealedWith: iam.sealingKey,
            createdAt: call.time,
            tags: try [Tag](checking: input.tags)
        )
        return .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                guard transaction.identity.mfaDevices[device.key] == nil else {
                    throw IAM.Fault.entityAlreadyExists("MFADevice entity at the same path and name already exists.")
                }
                transaction.apply(.mfaDevice(.put(device)))
                return Wire.Output(
                    virtualMFADevice: IAM.VirtualMFADevice(
                        serialNumber: device.arn,
                        base32StringSeed: Blob(Array(Base32.encode(seed).utf8)),
                        tags: device.tags.isEmpty ? nil : device.tags.map(IAM.Tag.init)
                    )
                )
            }
        }
    }
}

/// `ListVirtualMFADevices`.
struct ListVirtualMFADevices: ServiceOperation {
    typealias Wire = IAM.ListVirtualMFADevices

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let devices = call.identity.mfaDevices.all(in: call.globalScope)
            .filter { input.assignmentStatus.includes($0) }
            .sorted { $0.arn < $1.arn }
        let page = try Page(of: devices, after: input.marker, maxItems: input.maxItems, key: \.arn)
        return .finished(
            Wire.Output(
                virtualMFADevices: page.items.map { device in
                    IAM.VirtualMFADevice(
                        serialNumber: device.arn,
                        user: call.identity.user(of: device).map(IAM.User.init(listed:)),
                        enableDate: device.assignment.map { WireTimestamp(wholeSecondsOf: $0.enabledAt) }
                    )
                },
                isTruncated: page.isTruncated,
                marker: page.marker
            )
        )
    }
}

/// `DeleteVirtualMFADevice`, of a device that is nobody's any longer.
struct DeleteVirtualMFADevice: ServiceOperation {
    typealias Wire = IAM.DeleteVirtualMFADevice
    let iam: IAMDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [AuthorizationRequirement(Self.action, on: input.serialNumber, ownedBy: call.accountID)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        .asynchronously { () throws(ServiceFault) in
            try await iam.writer.write { transaction throws(ServiceFault) in
                let device = try transaction.identity.mfaDevice(input.serialNumber, call.globalScope)
                guard device.assignment == nil else {
                    throw IAM.Fault.deleteConflict("MFA VirtualDevice in use. Must deactivate first.")
                }
                transaction.apply(.mfaDevice(.remove(device.key)))
                return Unit()
            }
        }
    }
}

extension IAM.AssignmentStatusType? {
    fileprivate func includes(_ device: MFADevice) -> Bool {
        switch self {
        case .some(.assigned): device.assignment != nil
        case .some(.unassigned): device.assignment == nil
        default: true
        }
    }
}

extension IdentityState {
    /// - Throws: `NoSuchEntity`.
    func mfaDevice(_ serialNumber: String, _ scope: Scope) throws(ServiceFault) -> MFADevice {
        guard let device = mfaDevices[serialNumber, in: scope] else {
            throw IAM.Fault.noSuchEntity("VirtualMFADevice with serial number \(serialNumber) doesn't exist.")
        }
        return device
    }

    /// Whose device it is; nil when nobody's.
    func user(of device: MFADevice) -> User? {
        device.assignment.flatMap { users[$0.userID, in: device.scope] }
    }

    /// The devices of a user, by serial number.
    func mfaDevices(of user: User) -> [MFADevice] {
        mfaDevices.all(in: user.scope).filter { $0.assignment?.userID == user.id }.sorted { $0.arn < $1.arn }
    }
}
