import AWSWire
import StateStore

/// What a code signing configuration asks of code.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html>
enum CodeSigning {
    /// Code is to be deployed to a function.
    ///
    /// - Throws: `CodeVerificationFailedException` where the function's configuration enforces signatures: Postern has no AWS
    ///   Signer, so no code is signed.
    static func requireSignature(_ configARN: String?, in functions: FunctionState) throws(ServiceFault) {
        guard let configARN else { return }
        let config = try attachable(configARN, in: functions)
        guard config.untrustedArtifactOnDeployment != "Enforce" else {
            throw Lambda.Fault.codeVerificationFailed(
                "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client "
                    + "is not configured to accept. Check the provided signature for unsigned."
            )
        }
    }

    /// A configuration as one that a function is to have.
    ///
    /// - Throws: `CodeSigningConfigNotFoundException`.
    @discardableResult
    static func attachable(_ configARN: String, in functions: FunctionState) throws(ServiceFault) -> CodeSigningConfig {
        guard let config = functions.codeSigningConfig(arn: configARN) else {
            throw Lambda.Fault.codeSigningConfigNotFound(
                "The code signing configuration cannot be found. Check that the provided configuration is not deleted: "
                    + "\(configARN)."
            )
        }
        return config
    }

    /// A configuration as such.
    ///
    /// - Throws: `ResourceNotFoundException`, which here has no `Type` on AWS.
    static func config(_ configARN: String, in functions: FunctionState) throws(ServiceFault) -> CodeSigningConfig {
        guard let config = functions.codeSigningConfig(arn: configARN) else {
            throw ServiceFault(
                code: "ResourceNotFoundException",
                message: "The Lambda code signing configuration \(configARN) can not be found.",
                status: 404,
                messageKey: "Message"
            )
        }
        return config
    }
}

extension FunctionState {
    func codeSigningConfig(arn: String) -> CodeSigningConfig? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, parts[5] == "code-signing-config" else { return nil }
        return codeSigningConfigs[parts[6], in: Scope(accountID: parts[4], region: parts[3])]
    }

    /// The functions that have a configuration, by name.
    func functions(with config: CodeSigningConfig) -> [Function] {
        functions.all(in: config.scope).filter { $0.codeSigningConfigARN == config.arn }.sorted { $0.name < $1.name }
    }
}

extension AuthorizationRequirement {
    /// An action on a code signing configuration.
    static func codeSigningConfig(_ action: String, _ arn: String, in call: IncomingCall) -> Self {
        let config = call.view.snapshot.functions.codeSigningConfig(arn: arn)
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return Self(
            action,
            on: arn,
            ownedBy: parts.count > 4 ? String(parts[4]) : call.accountID,
            context: config?.tags.resourceTagKeys ?? []
        )
    }
}
