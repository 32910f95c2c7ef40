// Compiled together with Sources/IAMPolicy into one program by Scripts/fuzz.sh; it is no target of the package.

/// Any bytes are a policy document or an error, of every kind, and a document decides a request: nothing crashes, nothing
/// hangs (libFuzzer's time limit per input), and what does not parse denies.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPolicy(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: start, count: count))
    for kind in PolicyKind.allCases {
        let policies = EvaluationPolicies(
            identity: PolicySet([CompiledPolicy(enforcing: text, kind: kind, identifier: "inline:fuzzed")])
        )
        let decision = Authorizer.decide(fuzzedQuery, policies)
        if (try? PolicyDocument(parsing: text, kind: kind)) == nil {
            precondition(decision.verdict != .allowed, "a text that is no policy allowed a request")
        }
    }
    return 0
}

private let fuzzedQuery: AuthorizationQuery = {
    var context = RequestContext(
        principal: .user(UserPrincipal(arn: "arn:aws:iam::111122223333:user/fuzz", uniqueID: "AIDAFUZZ"))
    )
    context.set("aws:SourceIp", to: "10.1.2.3")
    context.set("aws:CurrentTime", to: "2026-11-23T10:00:00Z")
    context.set("aws:SecureTransport", to: "true")
    context.set("aws:TagKeys", toAll: ["team", "stage"])
    context.set("aws:PrincipalTag/team", to: "red")
    return AuthorizationQuery(
        action: "lambda:InvokeFunction",
        resource: "arn:aws:lambda:us-east-1:111122223333:function:hello",
        context: context
    )
}()
