/// Where the lines of one execution environment go.
package struct LogStream: Sendable, Hashable {
    package var function: FunctionIdentity
    /// The execution role, which needs `logs:CreateLogGroup`, `CreateLogStream` and `PutLogEvents`.
    package var roleARN: String
    package var group: String
    /// `YYYY/MM/DD/[VERSION]32 hexadecimal digits`.
    package var name: String

    package init(function: FunctionIdentity, roleARN: String, group: String, name: String) {
        self.function = function
        self.roleARN = roleARN
        self.group = group
        self.name = name
    }
}
