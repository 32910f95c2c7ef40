import Foundation
import IAMPolicy
import Testing

/// One case of the evaluation format: a request, the policies that bear on it, and the decision expected.
struct EvaluationCase: CustomTestStringConvertible, Sendable {
    let id: String
    let name: String
    let expected: String
    /// The whole case as JSON.
    private let text: Data

    init(_ object: [String: Any]) throws {
        id = try #require(object["id"] as? String)
        name = try #require(object["name"] as? String)
        text = try JSONSerialization.data(withJSONObject: object)
        expected = try #require((object["expect"] as? [String: Any])?["decision"] as? String)
    }

    var testDescription: String { "\(id): \(name)" }

    private func part(_ name: String) throws -> [String: Any] {
        let object = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        return try #require(object[name] as? [String: Any])
    }

    /// The decision's name, or `error` when a policy is invalid.
    func decide() -> String {
        do {
            return Authorizer.decide(try query(), try evaluationPolicies()).verdict.rawValue
        } catch {
            return "error"
        }
    }

    func query() throws -> AuthorizationQuery {
        let request = try part("request")
        var values: [String: [String]] = [:]
        for (key, value) in request["context"] as? [String: Any] ?? [:] {
            values[key] = (value as? [String]) ?? (value as? String).map { [$0] } ?? []
        }
        return AuthorizationQuery(
            principal: try principal(request),
            action: try #require(request["action"] as? String),
            resource: request["resource"] as? String ?? "*",
            resourceAccount: request["resourceAccount"] as? String,
            context: values
        )
    }

    private func principal(_ request: [String: Any]) throws -> Principal {
        let principal = try #require(request["principal"] as? [String: Any])
        if let service = principal["service"] as? String { return .service(service) }
        guard let arn = principal["arn"] as? String else { return .anonymous }
        return try Principal(arn: arn, issuerARN: principal["issuerArn"] as? String)
    }

    func evaluationPolicies() throws -> EvaluationPolicies {
        let resource = try part("request")["resource"] as? String ?? "*"
        return EvaluationPolicies(
            identity: try set("identity", .identity),
            permissionsBoundary: try set("boundary", .permissionsBoundary),
            session: try set("session", .session),
            resource: try set("resource", .attached(toResource: resource)),
            serviceControl: try levels("serviceControl", .serviceControl),
            resourceControl: try levels("resourceControl", .resourceControl),
            vpcEndpoint: try set("vpcEndpoint", .vpcEndpoint)
        )
    }

    private func set(_ layer: String, _ kind: PolicyKind) throws -> PolicySet? {
        guard let value = try part("policies")[layer] else { return nil }
        return try compile(value as? [Any] ?? [value], layer, kind)
    }

    private func levels(_ layer: String, _ kind: PolicyKind) throws -> [PolicySet]? {
        try (part("policies")[layer] as? [[Any]])?.map { try compile($0, layer, kind) }
    }

    private func compile(_ documents: [Any], _ layer: String, _ kind: PolicyKind) throws -> PolicySet {
        PolicySet(
            try documents.enumerated().map { index, document in
                let text = try JSONSerialization.data(withJSONObject: document)
                let parsed = try PolicyDocument(parsing: Array(text), kind: kind)
                return CompiledPolicy(parsed, identifier: "\(layer)[\(index)]")
            }
        )
    }
}
