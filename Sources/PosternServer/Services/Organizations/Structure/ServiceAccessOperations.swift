import AWSWire
import StateStore

/// `EnableAWSServiceAccess`: a service may work in all accounts. Postern keeps the names.
struct EnableServiceAccess: ServiceOperation {
    typealias Wire = Organizations.EnableAWSServiceAccess
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call, context: .servicePrincipal(input.servicePrincipal))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        try ServicePrincipalName.check(input.servicePrincipal)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard organization.featureSet == .all else { throw OrganizationsFaults.notAllFeatures }
            var organization = organization
            guard !organization.trustedServices.contains(where: { $0.principal == input.servicePrincipal }) else {
                return Unit()
            }
            let service = Organization.TrustedService(principal: input.servicePrincipal, enabledAt: call.time)
            organization.trustedServices.append(service)
            transaction.apply(.organization(.put(organization)))
            return Unit()
        }
    }
}

/// `DisableAWSServiceAccess`.
struct DisableServiceAccess: ServiceOperation {
    typealias Wire = Organizations.DisableAWSServiceAccess
    let organizations: OrganizationsDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call, context: .servicePrincipal(input.servicePrincipal))]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Unit> {
        try ServicePrincipalName.check(input.servicePrincipal)
        return organizations.change(call) { transaction, organization throws(ServiceFault) in
            guard organization.featureSet == .all else { throw OrganizationsFaults.notAllFeatures }
            var organization = organization
            organization.trustedServices.removeAll { $0.principal == input.servicePrincipal }
            transaction.apply(.organization(.put(organization)))
            return Unit()
        }
    }
}

/// `ListAWSServiceAccessForOrganization`.
struct ListServiceAccess: ServiceOperation {
    typealias Wire = Organizations.ListAWSServiceAccessForOrganization

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.organizations(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        let organization = try call.managedOrganization()
        guard organization.featureSet == .all else { throw OrganizationsFaults.notAllFeatures }
        let page = try OrganizationsPage(
            of: organization.trustedServices.sorted { $0.principal < $1.principal },
            after: input.nextToken,
            maxResults: input.maxResults,
            key: \.principal
        )
        return .finished(
            Wire.Output(
                enabledServicePrincipals: page.items.map {
                    Organizations.EnabledServicePrincipal(
                        servicePrincipal: $0.principal,
                        dateEnabled: WireTimestamp($0.enabledAt)
                    )
                },
                nextToken: page.nextToken
            )
        )
    }
}

/// `ListDelegatedAdministrators`: none, since none can be registered here.
struct ListDelegatedAdministrators: ServiceOperation {
    typealias Wire = Organizations.ListDelegatedAdministrators

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        let keys = input.servicePrincipal.map { ConditionKeys.servicePrincipal($0) } ?? []
        return [.organizations(Self.action, in: call, context: keys)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        guard try call.managedOrganization().featureSet == .all else { throw OrganizationsFaults.notAllFeatures }
        return .finished(Wire.Output(delegatedAdministrators: []))
    }
}

/// The name of a service such as `sso.amazonaws.com`.
private enum ServicePrincipalName {
    static func check(_ name: String) throws(ServiceFault) {
        guard name.hasSuffix(".amazonaws.com"), name.count > ".amazonaws.com".count else {
            throw Organizations.Fault.invalidInput(
                "You specified an unrecognized service principal: '\(name)' does not end with .amazonaws.com.",
                reason: "UNRECOGNIZED_SERVICE_PRINCIPAL"
            )
        }
    }
}
