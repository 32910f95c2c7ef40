import AWSWire

/// Errors that several of Organizations' operations share, in the words that AWS answers them with.
enum OrganizationsFaults {
    static let notInUse = Organizations.Fault.awsOrganizationsNotInUse(
        "Your account is not a member of an organization."
    )
    static let accessDenied = Organizations.Fault.accessDenied("You don't have permissions to access this resource.")
    static let noAccount = Organizations.Fault.accountNotFound("You specified an account that doesn't exist.")
    static let noUnit = Organizations.Fault.organizationalUnitNotFound(
        "You specified an organizational unit that doesn't exist."
    )
    static let noParent = Organizations.Fault.parentNotFound("You specified parent that doesn't exist.")
    static let noPolicy = Organizations.Fault.policyNotFound("You specified a policy that doesn't exist.")
    static let noTarget = Organizations.Fault.targetNotFound("You specified a target that doesn't exist.")
    static let noRoot = Organizations.Fault.rootNotFound("You specified a root that doesn't exist.")
    static let duplicateUnit = Organizations.Fault.duplicateOrganizationalUnit(
        "An OU with the same name already exists."
    )
    static let duplicatePolicy = Organizations.Fault.duplicatePolicy("A policy with the same name already exists.")
    static let policyTypeNotEnabled = Organizations.Fault.policyTypeNotEnabled(
        "This operation can be performed only for enabled policy types."
    )
    static let notAllFeatures = Organizations.Fault.constraintViolation(
        "The request failed because the organization does not have all features enabled. Please enable all features in "
            + "your organization and then retry.",
        reason: "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE"
    )
    static let managementAccountCannotLeave = Organizations.Fault.masterCannotLeaveOrganization(
        "You can't remove the management account from the organization. Delete the organization instead."
    )
}
