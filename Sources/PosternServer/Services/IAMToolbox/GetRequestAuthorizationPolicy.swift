import AWSWire
import IAMPolicy
import StateStore

/// `GetRequestAuthorizationPolicy`: a policy as it was when it was asked, which it may be no longer.
///
/// <https://docs.aws.amazon.com/iam-toolbox/latest/APIReference/API_GetRequestAuthorizationPolicy.html>
struct GetRequestAuthorizationPolicy: ServiceOperation {
    typealias Wire = IAMToolbox.GetRequestAuthorizationPolicy
    let toolbox: IAMToolboxDependencies

    func requirements(of input: Wire.Input, in call: IncomingCall) throws(ServiceFault) -> [AuthorizationRequirement] {
        [.onAccount(Self.action, in: call)]
    }

    func perform(_ input: Wire.Input, as call: AuthorizedCall) throws(ServiceFault) -> Performance<Wire.Output> {
        .asynchronously { () throws(ServiceFault) in
            let denial = try toolbox.denial(input.authorizationID, readBy: call.caller)
            let revisions = denial.event.authorizations.flatMap(\.policies)
            let found = revisions.first { EvaluatedPolicy($0)?.uri == input.policyURI }
            guard let hash = found.flatMap({ ContentHash(hexadecimal: $0.hash) }), let text = try text(hash) else {
                throw IAMToolbox.Fault.resourceNotFound(
                    "No policy with the URI \(input.policyURI) was evaluated for this authorization id."
                )
            }
            return Wire.Output(policyDocument: JSONDocument(wellFormed: text))
        }
    }

    /// Nil for a text that is not kept, or is no JSON: such a policy denied everything when it was asked.
    private func text(_ hash: ContentHash) throws(ServiceFault) -> String? {
        do throws(StateStoreError) {
            guard let document = try toolbox.store.policyText(hash) else { return nil }
            return JSONText.flaw(in: Array(document.text.utf8)) == nil ? document.text : nil
        } catch {
            throw .internalFailure
        }
    }
}
