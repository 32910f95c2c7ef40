import AWSWire
import StateStore

/// What bears tags in Lambda, by its ARN.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html>
enum LambdaTaggedResource: Sendable {
    case function(FunctionReference)
    case codeSigningConfig(String)

    /// - Throws: for versions and aliases, which have no tags, and for resources that do not exist here.
    init(_ arn: String, in scope: Scope) throws(ServiceFault) {
        if arn.contains(":code-signing-config:") {
            self = .codeSigningConfig(arn)
            return
        }
        guard arn.contains(":function:") else { throw LayerVersionReference.notFound }
        let reference = try FunctionReference(arn, in: scope)
        guard reference.qualifier == nil else {
            throw Lambda.Fault.invalidParameterValue(
                "Tags on function aliases and versions are not supported. Please specify a function ARN."
            )
        }
        self = .function(reference)
    }

    func tags(in functions: FunctionState) throws(ServiceFault) -> [Tag] {
        switch self {
        case .function(let reference): try reference.function(in: functions).tags
        case .codeSigningConfig(let arn): try CodeSigning.config(arn, in: functions).tags
        }
    }
}

extension AuthorizationRequirement {
    /// An action on tags.
    static func tagged(
        _ action: String,
        _ arn: String,
        in call: IncomingCall,
        context: [(key: String, values: [String])] = []
    ) throws(ServiceFault) -> Self {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        var requirement = Self(action, on: arn, ownedBy: parts.count > 4 ? String(parts[4]) : call.accountID)
        if arn.contains(":function:") {
            requirement = .function(action, try FunctionReference(arn, in: call.scope), in: call)
        } else if let config = call.view.snapshot.functions.codeSigningConfig(arn: arn) {
            requirement.context = config.tags.resourceTagKeys
        }
        requirement.context += context
        return requirement
    }
}
