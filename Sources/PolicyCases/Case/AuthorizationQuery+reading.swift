import IAMPolicy

extension AuthorizationQuery {
    /// Reads the `request` member of a case.
    init(_ json: JSONSlice) throws(CaseError) {
        let names: Set = ["principal", "action", "resource", "resourceAccount", "context"]
        let fields = try CaseFields(json, of: "request", allowing: names)
        var context = try RequestContext(caller: fields.required("principal"))
        for (key, value) in try fields["context"]?.members() ?? [] {
            context.set(key, toAll: try Self.values(value, of: key))
        }
        let action = try QueryAction.checked(fields.required("action").string())
        let resource = try fields.required("resource").string()
        self.init(
            action: action,
            resource: ServiceReference.resource(resource, authorizing: action),
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

extension RequestContext {
    /// Reads the `principal` member of a request.
    fileprivate init(caller json: JSONSlice) throws(CaseError) {
        let names: Set = ["arn", "issuerArn", "canonicalUserId", "service", "anonymous"]
        let fields = try CaseFields(json, of: "principal", allowing: names)
        self.init(principal: try Principal(fields), canonicalUserID: try fields["canonicalUserId"]?.string())
    }
}

extension Principal {
    fileprivate init(_ fields: CaseFields) throws(CaseError) {
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
