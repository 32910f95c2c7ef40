import Foundation

/// An evaluation case as the reference evaluator reads it from `fixtures/decisions`.
struct ReferenceCase: Sendable {
    let id: String
    let request: ReferenceRequest
    let policies: ReferencePolicies
    /// `allowed`, `explicitDeny`, `implicitDeny` or `error`.
    let expectedDecision: String
    let expectedLayers: [ReferenceLayer: ReferenceVerdict]

    /// Every case whose policies are valid; refusing the others is for the engine's parser alone.
    static func valid() throws -> [ReferenceCase] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../fixtures/decisions").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" && $0.lastPathComponent != "malformed.json" }
            .flatMap { try JSONDecoder().decode(ReferenceJSON.self, from: Data(contentsOf: $0)).elements }
            .map(ReferenceCase.init)
    }

    init(_ json: ReferenceJSON) {
        let members = json.members
        id = members["id"]?.text ?? ""
        request = ReferenceRequest(members["request"] ?? .null)
        policies = ReferencePolicies(members["policies"] ?? .null)
        let expected = members["expect"]?.members ?? [:]
        expectedDecision = expected["decision"]?.text ?? ""
        let layers = expected["layers"]?.members ?? [:]
        expectedLayers = layers.reduce(into: [:]) { result, member in
            guard let layer = ReferenceLayer(rawValue: member.key), let text = member.value.text else { return }
            result[layer] = ReferenceVerdict(rawValue: text)
        }
    }
}

extension ReferenceRequest {
    fileprivate init(_ json: ReferenceJSON) {
        let members = json.members
        let action = members["action"]?.text ?? ""
        let takesResource = !ReferenceVocabulary.actionsWithoutResource.contains(action.lowercased())
        self.init(
            principal: ReferencePrincipal(members["principal"]?.members ?? [:]),
            canonicalUser: members["principal"]?.members["canonicalUserId"]?.text,
            action: action,
            resource: takesResource ? members["resource"]?.text ?? "" : "*",
            resourceAccount: members["resourceAccount"]?.text,
            context: members["context"]?.members.mapValues(\.texts) ?? [:]
        )
    }
}

extension ReferencePrincipal {
    fileprivate init(_ members: [String: ReferenceJSON]) {
        let issuer = members["issuerArn"]?.text
        switch (members["arn"]?.text, members["service"]?.text) {
        case (let arn?, _): self.init(arn: arn, issuer: issuer)
        case (nil, let service?): self = .service(service)
        case (nil, nil): self = .anonymous
        }
    }

    private init(arn: String, issuer: String?) {
        let account = arn.component(4, of: ":")
        switch arn.component(5, of: ":").component(0, of: "/") {
        case "root": self = .root(account: account)
        case "user": self = .user(arn: arn, id: nil)
        case "federated-user": self = .federatedUser(arn: arn, user: issuer)
        default:
            let plain = "arn:\(arn.component(1, of: ":")):iam::\(account):role/\(arn.component(1, of: "/"))"
            self = .roleSession(arn: arn, role: issuer ?? plain, id: nil)
        }
    }
}

extension ReferencePolicies {
    fileprivate init(_ json: ReferenceJSON) {
        let members = json.members
        self.init(
            identity: members["identity"]?.elements ?? [],
            boundary: members["boundary"],
            session: members["session"]?.elements,
            resource: members["resource"],
            serviceControl: members["serviceControl"]?.elements.map(\.elements),
            resourceControl: members["resourceControl"]?.elements.map(\.elements),
            vpcEndpoint: members["vpcEndpoint"]?.elements
        )
    }
}
