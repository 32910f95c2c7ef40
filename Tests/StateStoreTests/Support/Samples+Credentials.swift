import StateStore

extension Samples {
    static func mfaDevice(_ number: Int) -> MFADevice {
        var device = MFADevice(
            scope: scope,
            name: "phone\(number)",
            seed: [1, 2, 3],
            sealedWith: SealingKey(key: Array(0..<32), randomness: RandomSource { Array(repeating: 7, count: $0) }),
            createdAt: time,
            tags: [Tag(key: "team", value: "blue")]
        )
        device.assignment = MFADevice.Assignment(userID: "AIDA\(number)", enabledAt: time, driftPeriods: -1)
        return device
    }

    static func loginProfile(_ number: Int) -> LoginProfile {
        LoginProfile(
            scope: scope,
            userID: "AIDA\(number)",
            createdAt: time,
            passwordHash: "hash",
            isPasswordResetRequired: true
        )
    }
}
