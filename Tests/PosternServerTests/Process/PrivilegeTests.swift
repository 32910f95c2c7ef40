import Testing

@testable import PosternServer

struct PrivilegeTests {
    @Test("the server becomes whoever called sudo, or else nobody; never root")
    func identity() {
        #expect(
            Privilege.identity(environment: ["SUDO_UID": "1000", "SUDO_GID": "1001"])
                == .init(userID: 1000, groupID: 1001)
        )
        #expect(Privilege.identity(environment: [:]) == .init(userID: 65_534, groupID: 65_534))
        #expect(Privilege.identity(environment: ["SUDO_UID": "0", "SUDO_GID": "0"]).userID != 0)
        #expect(Privilege.identity(environment: ["SUDO_UID": "root", "SUDO_GID": "x"]).userID != 0)
    }
}
