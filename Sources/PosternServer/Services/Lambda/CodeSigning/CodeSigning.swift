import AWSWire
import StateStore

/// What a code signing configuration asks of code.
///
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html>
enum CodeSigning {
    /// - Parameter mayDeployUnsigned: false where code is deployed, true where only the configuration must exist.
    /// - Throws: `CodeSigningConfigNotFoundException`, and `CodeVerificationFailedException` where the configuration enforces
    ///   signatures: Postern has no AWS Signer, so no code is signed.
    static func require(
        _ configARN: String?,
        in functions: FunctionState,
        mayDeployUnsigned: Bool
    ) throws(ServiceFault) {
        guard let configARN else { return }
        guard let config = functions.codeSigningConfig(arn: configARN) else { throw notFound(configARN) }
        guard mayDeployUnsigned || config.untrustedArtifactOnDeployment != "Enforce" else {
            throw Lambda.Fault.codeVerificationFailed(
                "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client "
                    + "is not configured to accept. Check the provided signature for unsigned."
            )
        }
    }

    static func notFound(_ configARN: String) -> ServiceFault {
        Lambda.Fault.codeSigningConfigNotFound(
            "The code signing configuration cannot be found. Check that the provided configuration is not deleted: "
                + "\(configARN)."
        )
    }
}

extension FunctionState {
    func codeSigningConfig(arn: String) -> CodeSigningConfig? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, parts[5] == "code-signing-config" else { return nil }
        return codeSigningConfigs[parts[6], in: Scope(accountID: parts[4], region: parts[3])]
    }
}
