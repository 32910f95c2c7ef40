/// Looks up functions as they are now. The server implements it over its state.
package protocol FunctionDirectory: Sendable {
    /// What `qualifier` of `function` means now; nil when there is no such function or version.
    func version(of function: FunctionIdentity, qualifier: String?) -> FunctionVersion?

    /// Retries and maximum age of asynchronous events (`PutFunctionEventInvokeConfig`, else Lambda's defaults).
    func eventInvokeConfiguration(of function: FunctionIdentity, qualifier: String?) -> EventInvokeConfiguration
}
