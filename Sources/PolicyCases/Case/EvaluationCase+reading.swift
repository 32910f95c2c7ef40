import IAMPolicy

extension EvaluationCase {
    /// Reads a case from its JSON text.
    ///
    /// - Throws: ``CaseError`` when the text is no case, the request is incomplete or a policy is invalid.
    package init(_ json: JSONSlice) throws(CaseError) {
        let fields = try CaseFields(json, of: "case")
        id = try fields["id"]?.string()
        name = try fields["name"]?.string()
        expectation = try Expectation(of: json)
        query = try AuthorizationQuery(fields.required("request"))
        policies = try CasePolicies(fields["policies"], resource: query.resource)
    }
}

extension EvaluationCase.Expectation {
    /// The `expect` member of a case, which is worth reading even where the rest of the case is broken.
    ///
    /// - Returns: nil when the case has none.
    package init?(of json: JSONSlice) throws(CaseError) {
        guard let expect = try CaseFields(json, of: "case")["expect"] else { return nil }
        let fields = try CaseFields(expect, of: "expect", allowing: ["decision", "layers"])
        let decision = try fields.required("decision").string()
        verdict = decision == "error" ? nil : try Self.verdict(decision)
        var layers: [PolicyLayer: Verdict] = [:]
        for (name, value) in try fields["layers"]?.members() ?? [] {
            guard let layer = PolicyLayer(rawValue: name) else { throw .unreadable("there is no layer '\(name)'") }
            layers[layer] = try Self.verdict(value.string())
        }
        self.layers = layers
    }

    private static func verdict(_ text: String) throws(CaseError) -> Verdict {
        guard let verdict = Verdict(rawValue: text) else { throw .unreadable("'\(text)' is no decision") }
        return verdict
    }
}

extension AuthorizationQuery {
    fileprivate init(_ json: JSONSlice) throws(CaseError) {
        let names: Set = ["principal", "action", "resource", "resourceAccount", "context"]
        let fields = try CaseFields(json, of: "request", allowing: names)
        var context = RequestContext(principal: try Principal(fields.required("principal")))
        for (key, value) in try fields["context"]?.members() ?? [] {
            context.set(key, toAll: try Self.values(value, of: key))
        }
        self.init(
            action: try fields.required("action").string(),
            resource: try fields.required("resource").string(),
            resourceAccount: try fields["resourceAccount"]?.string(),
            context: context
        )
    }

    private static func values(_ json: JSONSlice, of key: String) throws(CaseError) -> [String] {
        var values: [String] = []
        do {
            for element in json.isArray ? try json.elements() : [json] { values.append(try element.string()) }
        } catch {
            throw .invalidRequest("context key '\(key)' takes a text or an array of texts")
        }
        return values
    }
}

extension Principal {
    fileprivate init(_ json: JSONSlice) throws(CaseError) {
        let fields = try CaseFields(json, of: "principal", allowing: ["arn", "issuerArn", "service", "anonymous"])
        let kinds = ["arn", "service", "anonymous"].filter { fields[$0] != nil }
        guard kinds.count == 1 else { throw .invalidRequest("principal is exactly one of arn, service, anonymous") }
        if let service = try fields["service"]?.string() {
            self = .service(service)
        } else if let arn = try fields["arn"]?.string() {
            self = try Self.principal(arn: arn, issuer: fields["issuerArn"]?.string())
        } else {
            guard try fields["anonymous"]?.bool() == true else { throw .invalidRequest("'anonymous' can only be true") }
            self = .anonymous
        }
    }

    private static func principal(arn: String, issuer: String?) throws(CaseError) -> Principal {
        do {
            return try Principal(arn: arn, issuerARN: issuer)
        } catch {
            throw .invalidRequest("\(error)")
        }
    }
}
