import IAMPolicy
import StateStore
import Testing

@testable import PosternServer

@Suite("Where an account stands")
struct OrganizationDirectoryTests {
    private static let now = Timestamp(seconds: 1_790_000_000)
    private static let denial =
        #"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"#

    /// An organization of the account 1…1 with two units, one in the other, and the account 2…2 in the inner one.
    private static func state(_ types: [OrganizationPolicyType] = [.serviceControl]) -> OrganizationState {
        var organization = Organization(
            managementAccountID: "111111111111",
            id: "o-a1b2c3d4e5",
            rootID: "r-ab12",
            createdAt: now,
            featureSet: .all
        )
        organization.enabledPolicyTypes = types
        organization.attachedPolicyIDs = organization.defaultPolicyIDs
        var state = OrganizationState()
        state.apply(.organization(.put(organization)))
        state.apply(.unit(.put(unit("ou-ab12-outer", in: "r-ab12", of: organization, extra: ["p-denial"]))))
        state.apply(.unit(.put(unit("ou-ab12-inner", in: "ou-ab12-outer", of: organization))))
        for id in ["111111111111", "222222222222"] {
            var member = OrganizationMember(
                accountID: id,
                of: organization,
                joinedMethod: .created,
                joinedAt: now,
                attachedPolicyIDs: organization.defaultPolicyIDs
            )
            member.parentID = "ou-ab12-inner"
            state.apply(.member(.put(member)))
        }
        state.apply(
            .policy(
                .put(
                    OrganizationPolicy(
                        scope: organization.scope,
                        id: "p-denial",
                        organizationID: organization.id,
                        type: .serviceControl,
                        name: "denial",
                        policyDescription: "",
                        document: PolicyText(denial),
                        createdAt: now,
                        tags: []
                    )
                )
            )
        )
        return state
    }

    private static func unit(
        _ id: String,
        in parentID: String,
        of organization: Organization,
        extra: [String] = []
    ) -> OrganizationalUnit {
        OrganizationalUnit(
            scope: organization.scope,
            id: id,
            organizationID: organization.id,
            parentID: parentID,
            name: id,
            createdAt: now,
            attachedPolicyIDs: organization.defaultPolicyIDs + extra,
            tags: []
        )
    }

    private static func directory(_ state: OrganizationState) throws -> OrganizationDirectory {
        OrganizationDirectory(state, library: PolicyLibrary(catalogue: try SignedCall.catalogue()))
    }

    @Test("an account's path names the organization, the root and its units, outermost first")
    func path() throws {
        let placement = try #require(try Self.directory(Self.state())["222222222222"])
        #expect(placement.organizationID == "o-a1b2c3d4e5")
        #expect(placement.path == "o-a1b2c3d4e5/r-ab12/ou-ab12-outer/ou-ab12-inner/")
    }

    @Test("service control policies stand by level: root, units, account")
    func levels() throws {
        let levels = try #require(try Self.directory(Self.state())["222222222222"]?.serviceControl)
        let names = levels.map { $0.policies.map { $0.identifier.split(separator: "/").last.map(String.init) ?? "" } }
        let everything = "p-FullAWSAccess"
        #expect(names == [[everything], [everything, "p-denial"], [everything], [everything]])
    }

    @Test("levels with the same policies share one compiled set")
    func sharing() throws {
        let levels = try #require(try Self.directory(Self.state())["222222222222"]?.serviceControl)
        #expect(levels[0] === levels[2] && levels[2] === levels[3])
        #expect(levels[0] !== levels[1])
    }

    @Test("nothing bounds the management account, an account outside, or by a type that is not enabled")
    func exemptions() throws {
        let directory = try Self.directory(Self.state())
        #expect(directory["111111111111"]?.serviceControl == nil)
        #expect(directory["111111111111"]?.organizationID == "o-a1b2c3d4e5")
        #expect(directory["333333333333"] == nil)
        #expect(directory["222222222222"]?.resourceControl == nil)
        let both = try Self.directory(Self.state([.serviceControl, .resourceControl]))
        #expect(both["222222222222"]?.resourceControl?.count == 4)
    }

    @Test("a view takes the directory of the one before over while the organizations are the same")
    func takingOver() throws {
        let library = PolicyLibrary(catalogue: try SignedCall.catalogue())
        let key = SealingKey(key: [UInt8](repeating: 7, count: 32), randomness: .system)
        let first = StateView(StateSnapshot(), library: library, sealingKey: key)
        var snapshot = StateSnapshot()
        snapshot.apply(
            .identity(.account(.put(Account(accountID: "111111111111", createdAt: Self.now, name: "one"))))
        )
        let second = StateView(snapshot, library: library, sealingKey: key, after: first)
        #expect(second.organizations === first.organizations)
        let state = Self.state()
        for organization in state.organizations.all {
            snapshot.apply(.organizations(.organization(.put(organization))))
        }
        let third = StateView(snapshot, library: library, sealingKey: key, after: second)
        #expect(third.organizations !== second.organizations)
    }
}
