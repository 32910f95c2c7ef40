/// An operation of an AWS service: the types that go in and out and the facts of its model.
///
/// The conforming types are generated, one enum without cases for each operation: `IAM.CreateUser`, `Lambda.Invoke`.
package protocol WireOperation: Sendable {
    /// What a request decodes to, after its constraints were checked.
    associatedtype Input: ReadableStructure
    /// What the handler answers.
    associatedtype Output: WritableStructure
    /// The service that the operation belongs to.
    static var service: ServiceModel { get }
    /// Name, HTTP binding and shapes.
    static var model: OperationModel { get }
}
