import AWSWire
import StateStore

/// A role that a service defines: its name, its policy, and that nobody else may change it.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html>
struct ServiceLinkedRole {
    static let pathPrefix = "/aws-service-role/"

    /// The service principal, such as `autoscaling.amazonaws.com`.
    let service: String
    let definition: Definition

    /// What AWS's documentation of a service says about its role.
    struct Definition {
        /// What follows `AWSServiceRoleFor` in the role's name.
        let name: String
        /// The managed policy under ``pathPrefix``.
        let policy: String
        var allowsSuffix = false
    }

    /// Nil for services whose role is not known here.
    init?(service: String) {
        guard let definition = Self.definitions[service] else { return nil }
        self.service = service
        self.definition = definition
    }

    func roleName(suffix: String?) -> String {
        "AWSServiceRoleFor\(definition.name)" + (suffix.map { "_\($0)" } ?? "")
    }

    var path: String { "\(Self.pathPrefix)\(service)/" }
    var policyARN: String { "arn:aws:iam::aws:policy\(Self.pathPrefix)\(definition.policy)" }

    var trustPolicy: String {
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"\#(service)"},"#
            + #""Action":"sts:AssumeRole"}]}"#
    }
}

extension ServiceLinkedRole {
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html> links to each
    /// service's page.
    private static let definitions: [String: Definition] = [
        "access-analyzer.amazonaws.com": .init(name: "AccessAnalyzer", policy: "AccessAnalyzerServiceRolePolicy"),
        "autoscaling.amazonaws.com": .init(
            name: "AutoScaling",
            policy: "AutoScalingServiceRolePolicy",
            allowsSuffix: true
        ),
        "batch.amazonaws.com": .init(name: "Batch", policy: "BatchServiceRolePolicy"),
        "cloudtrail.amazonaws.com": .init(name: "CloudTrail", policy: "CloudTrailServiceRolePolicy"),
        "config.amazonaws.com": .init(name: "Config", policy: "AWSConfigServiceRolePolicy"),
        "ec2fleet.amazonaws.com": .init(name: "EC2Fleet", policy: "AWSEC2FleetServiceRolePolicy"),
        "ecs.amazonaws.com": .init(name: "ECS", policy: "AmazonECSServiceRolePolicy"),
        "eks.amazonaws.com": .init(name: "AmazonEKS", policy: "AmazonEKSServiceRolePolicy"),
        "eks-nodegroup.amazonaws.com": .init(
            name: "AmazonEKSNodegroup",
            policy: "AWSServiceRoleForAmazonEKSNodegroup"
        ),
        "elasticache.amazonaws.com": .init(name: "ElastiCache", policy: "ElastiCacheServiceRolePolicy"),
        "elasticbeanstalk.amazonaws.com": .init(
            name: "ElasticBeanstalk",
            policy: "AWSElasticBeanstalkServiceRolePolicy"
        ),
        "elasticloadbalancing.amazonaws.com": .init(
            name: "ElasticLoadBalancing",
            policy: "AWSElasticLoadBalancingServiceRolePolicy"
        ),
        "globalaccelerator.amazonaws.com": .init(name: "GlobalAccelerator", policy: "AWSGlobalAcceleratorSLRPolicy"),
        "guardduty.amazonaws.com": .init(name: "AmazonGuardDuty", policy: "AmazonGuardDutyServiceRolePolicy"),
        "inspector2.amazonaws.com": .init(name: "AmazonInspector2", policy: "AmazonInspector2ServiceRolePolicy"),
        "lexv2.amazonaws.com": .init(name: "LexV2Bots", policy: "AmazonLexV2BotPolicy", allowsSuffix: true),
        "macie.amazonaws.com": .init(name: "AmazonMacie", policy: "AmazonMacieServiceRolePolicy"),
        "opensearchservice.amazonaws.com": .init(
            name: "AmazonOpenSearchService",
            policy: "AmazonOpenSearchServiceRolePolicy"
        ),
        "ops.apigateway.amazonaws.com": .init(name: "APIGateway", policy: "APIGatewayServiceRolePolicy"),
        "organizations.amazonaws.com": .init(name: "Organizations", policy: "AWSOrganizationsServiceTrustPolicy"),
        "rds.amazonaws.com": .init(name: "RDS", policy: "AmazonRDSServiceRolePolicy"),
        "securityhub.amazonaws.com": .init(name: "SecurityHub", policy: "AWSSecurityHubServiceRolePolicy"),
        "spot.amazonaws.com": .init(name: "EC2Spot", policy: "AWSEC2SpotServiceRolePolicy"),
        "ssm.amazonaws.com": .init(name: "AmazonSSM", policy: "AmazonSSMServiceRolePolicy"),
        "support.amazonaws.com": .init(name: "Support", policy: "AWSSupportServiceRolePolicy"),
        "transitgateway.amazonaws.com": .init(
            name: "VPCTransitGateway",
            policy: "AWSVPCTransitGatewayServiceRolePolicy"
        ),
        "trustedadvisor.amazonaws.com": .init(name: "TrustedAdvisor", policy: "AWSTrustedAdvisorServiceRolePolicy"),
    ]
}

extension Role {
    var isServiceLinked: Bool { path.hasPrefix(ServiceLinkedRole.pathPrefix) }

    func requireModifiable() throws(ServiceFault) {
        guard !isServiceLinked else {
            throw IAM.Fault.unmodifiableEntity(
                "Cannot perform the operation on the protected role '\(name)' - this role is only modifiable by AWS"
            )
        }
    }
}
