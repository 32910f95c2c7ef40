/// A layer version as a function has it: the content stays when the layer version is deleted.
/// <https://docs.aws.amazon.com/lambda/latest/dg/deleting-layers.html>
package struct AttachedLayer: Hashable, Sendable, Codable {
    /// Of the layer version.
    package let arn: String
    package let code: FunctionCode

    package init(arn: String, code: FunctionCode) {
        self.arn = arn
        self.code = code
    }
}
