import AWSWire
import Foundation
import StateStore

/// A permission as the statement that `AddPermission` makes of it.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html>
struct PermissionStatement: Encodable {
    let sid: String
    let effect = "Allow"
    let principal: PrincipalValue
    let action: String
    let resource: String
    let condition: [String: [String: String]]?

    enum PrincipalValue: Encodable {
        case everyone
        case aws(String)
        case service(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .everyone: try container.encode("*")
            case .aws(let arn): try container.encode(["AWS": arn])
            case .service(let name): try container.encode(["Service": name])
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case sid = "Sid"
        case effect = "Effect"
        case principal = "Principal"
        case action = "Action"
        case resource = "Resource"
        case condition = "Condition"
    }

    init(
        sid: String,
        principal: PrincipalValue,
        action: String,
        resource: String,
        condition: [String: [String: String]]?
    ) {
        self.sid = sid
        self.principal = principal
        self.action = action
        self.resource = resource
        self.condition = condition
    }

    /// - Parameter resource: the ARN of the function, version or alias that the policy is attached to.
    init(_ permission: FunctionPermission, resource: String) {
        sid = permission.statementID
        principal = PrincipalValue(permission.principal)
        action = permission.action
        self.resource = resource
        condition = Self.condition(permission)
    }

    private static func condition(_ permission: FunctionPermission) -> [String: [String: String]]? {
        var equals: [String: String] = [:]
        equals["AWS:SourceAccount"] = permission.sourceAccount
        equals["aws:PrincipalOrgID"] = permission.principalOrgID
        equals["lambda:EventSourceToken"] = permission.eventSourceToken
        equals["lambda:FunctionUrlAuthType"] = permission.functionURLAuthType
        var condition: [String: [String: String]] = [:]
        if !equals.isEmpty { condition["StringEquals"] = equals }
        if let sourceARN = permission.sourceARN { condition["ArnLike"] = ["AWS:SourceArn": sourceARN] }
        if let isViaURL = permission.invokedViaFunctionURL {
            condition["Bool"] = ["lambda:InvokedViaFunctionUrl": isViaURL ? "true" : "false"]
        }
        return condition.isEmpty ? nil : condition
    }

    /// The statement as compact JSON.
    func json() throws(ServiceFault) -> String {
        try Self.encode(self)
    }

    static func encode(_ value: some Encodable) throws(ServiceFault) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        guard let data = try? encoder.encode(value) else { throw .internalFailure }
        return String(decoding: data, as: UTF8.self)
    }
}

extension PermissionStatement.PrincipalValue {
    /// An account's digits stand for its root; a name with a dot and no ARN is a service.
    init(_ given: String) {
        if given == "*" {
            self = .everyone
        } else if given.utf8.count == 12, given.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .aws("arn:aws:iam::\(given):root")
        } else if given.hasPrefix("arn:") {
            self = .aws(given)
        } else {
            self = .service(given)
        }
    }
}

extension PermissionStatement.PrincipalValue {
    /// Whether the principal can be one: a service's name ends in a domain of Amazon's. Users and roles are looked for when
    /// the policy is made.
    var isPlausible: Bool {
        guard case .service(let name) = self else { return true }
        return [".amazonaws.com", ".amazonaws.com.cn", ".amazon.com"].contains(where: name.hasSuffix)
    }
}

/// The policy that a list of permissions makes.
struct PermissionPolicy: Encodable {
    let version = "2012-10-17"
    let id = "default"
    let statements: [PermissionStatement]

    private enum CodingKeys: String, CodingKey {
        case version = "Version"
        case id = "Id"
        case statements = "Statement"
    }
}
