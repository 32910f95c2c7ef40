/// One change to the organizations; applied alike by ``OrganizationState`` and by the database.
package enum OrganizationChange: Sendable, Equatable {
    case organization(EntityChange<Organization>)
    case unit(EntityChange<OrganizationalUnit>)
    case member(EntityChange<OrganizationMember>)
    case policy(EntityChange<OrganizationPolicy>)
    case handshake(EntityChange<OrganizationHandshake>)
    case accountRequest(EntityChange<AccountRequest>)
}
