extension PolicyStatement {
    /// The statement with one more value in `Action`, `Resource` or `Principal`.
    func widened(_ element: String, with value: String) -> PolicyStatement {
        PolicyStatement(
            location: location,
            sid: sid,
            effect: effect,
            principal: element == "Principal" ? principal?.adding(value) : principal,
            action: element == "Action" ? action.adding(value) : action,
            resource: element == "Resource" ? resource?.adding(value) : resource,
            conditions: conditions
        )
    }
}

extension PatternElement {
    fileprivate func adding(_ value: String) -> PatternElement {
        PatternElement(
            isComplement: isComplement,
            location: location,
            patterns: patterns + [Located(value, at: location)]
        )
    }
}

extension PrincipalElement {
    fileprivate func adding(_ value: String) -> PrincipalElement {
        PrincipalElement(
            isComplement: isComplement,
            location: location,
            members: members + [Located(Member(callerName: value), at: location)]
        )
    }
}

extension PrincipalElement.Member {
    /// The principal that a caller's name in messages stands for.
    fileprivate init(callerName name: String) {
        if let arn = ARN(name) {
            self = arn.service == "iam" && arn.resource == "root" ? .account(arn.account) : .arn(name)
        } else {
            self = .service(name)
        }
    }
}
