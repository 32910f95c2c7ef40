/// The condition keys that every service understands, and those of some services that travel with a role's session.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
public enum GlobalConditionKeys {
    /// All of them, grouped as the page groups them.
    public static let all: [ConditionKeyDefinition] = principal + session + network + resource + request

    /// The names, in lower case, of those that can have several values; none of them has a free part.
    static let multivaluedNames = Set(all.filter(\.type.isMultivalued).map { $0.name.lowercased() })

    private static let principal = definitions([
        "aws:PrincipalArn": .init(.arn),
        "aws:PrincipalAccount": .init(.string),
        "aws:PrincipalOrgPaths": .init(.string, isMultivalued: true),
        "aws:PrincipalOrgID": .init(.string),
        "aws:PrincipalTag/${TagKey}": .init(.string),
        "aws:PrincipalIsAWSService": .init(.bool),
        "aws:PrincipalServiceName": .init(.string),
        "aws:PrincipalServiceNamesList": .init(.string, isMultivalued: true),
        "aws:PrincipalType": .init(.string),
        "aws:userid": .init(.string),
        "aws:username": .init(.string),
    ])

    private static let session = definitions([
        "aws:AssumedRoot": .init(.bool),
        "aws:FederatedProvider": .init(.string),
        "aws:TokenIssueTime": .init(.date),
        "aws:MultiFactorAuthAge": .init(.numeric),
        "aws:MultiFactorAuthPresent": .init(.bool),
        "aws:ChatbotSourceArn": .init(.arn),
        "aws:Ec2InstanceSourceVpc": .init(.string),
        "aws:Ec2InstanceSourcePrivateIPv4": .init(.ipAddress),
        "aws:SourceIdentity": .init(.string),
        "ec2:RoleDelivery": .init(.numeric),
        "ec2:SourceInstanceArn": .init(.arn),
        "glue:RoleAssumedBy": .init(.string),
        "glue:CredentialIssuingService": .init(.string),
        "lambda:SourceFunctionArn": .init(.arn),
        "ssm:SourceInstanceArn": .init(.arn),
        "identitystore:UserId": .init(.string),
    ])

    private static let network = definitions([
        "aws:SourceIp": .init(.ipAddress),
        "aws:SourceVpc": .init(.string),
        "aws:SourceVpcArn": .init(.arn),
        "aws:SourceVpce": .init(.string),
        "aws:VpceAccount": .init(.string),
        "aws:VpceOrgID": .init(.string),
        "aws:VpceOrgPaths": .init(.string, isMultivalued: true),
        "aws:VpcSourceIp": .init(.ipAddress),
    ])

    private static let resource = definitions([
        "aws:ResourceAccount": .init(.string),
        "aws:ResourceOrgID": .init(.string),
        "aws:ResourceOrgPaths": .init(.string, isMultivalued: true),
        "aws:ResourceTag/${TagKey}": .init(.string),
    ])

    /// `aws:EpochTime` takes date operators and numeric ones.
    private static let request = definitions([
        "aws:CalledVia": .init(.string, isMultivalued: true),
        "aws:CalledViaFirst": .init(.string),
        "aws:CalledViaLast": .init(.string),
        "aws:CalledViaAWSMCP": .init(.string),
        "aws:ViaAWSService": .init(.bool),
        "aws:ViaAWSMCPService": .init(.bool),
        "aws:CurrentTime": .init(.date),
        "aws:EpochTime": .init(.date),
        "aws:referer": .init(.string),
        "aws:RequestedRegion": .init(.string),
        "aws:RequestTag/${TagKey}": .init(.string),
        "aws:TagKeys": .init(.string, isMultivalued: true),
        "aws:SecureTransport": .init(.bool),
        "aws:SourceArn": .init(.arn),
        "aws:SourceAccount": .init(.string),
        "aws:SourceOwner": .init(.string),
        "aws:SourceOrgID": .init(.string),
        "aws:SourceOrgPaths": .init(.string, isMultivalued: true),
        "aws:UserAgent": .init(.string),
        "aws:IsMcpServiceAction": .init(.bool),
    ])

    private static func definitions(
        _ types: KeyValuePairs<String, ConditionKeyType>
    ) -> [ConditionKeyDefinition] {
        types.map { ConditionKeyDefinition(name: $0.key, type: $0.value) }
    }
}
