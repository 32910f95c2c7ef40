extension AuditAuthorization {
    func encode(to writer: inout JSONLineWriter) {
        writer.object { writer in
            writer.field("action", action)
            writer.field("resource", resource)
            writer.field("verdict", verdict.rawValue)
            writer.array("layers", layers) { writer, layer in
                writer.object { $0.encode(layer) }
            }
            writer.array("decidedBy", decidedBy) { writer, statement in
                writer.object { $0.encode(statement) }
            }
            writer.array("context", context) { writer, entry in
                writer.object { $0.encode(entry) }
            }
            writer.array("policies", policies) { writer, policy in
                writer.object { $0.encode(policy) }
            }
        }
    }
}

extension JSONLineWriter {
    fileprivate mutating func encode(_ layer: AuditAuthorization.LayerVerdict) {
        field("layer", layer.layer)
        field("verdict", layer.verdict.rawValue)
    }

    fileprivate mutating func encode(_ statement: AuditAuthorization.DecidingStatement) {
        field("layer", statement.layer)
        field("policy", statement.policy)
        field("policyHash", statement.policyHash)
        field("statementIndex", Int64(statement.statementIndex))
        field("sid", statement.sid)
    }

    fileprivate mutating func encode(_ entry: AuditAuthorization.ContextEntry) {
        field("key", entry.key)
        array("values", entry.values) { $0.element($1) }
    }

    fileprivate mutating func encode(_ policy: AuditAuthorization.PolicyRevision) {
        field("layer", policy.layer)
        if let level = policy.level { field("level", Int64(level)) }
        field("identifier", policy.identifier)
        field("hash", policy.hash)
    }
}
