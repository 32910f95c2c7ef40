/// Names one function: the key of its log group, its concurrency and its queue.
package struct FunctionIdentity: Sendable, Hashable {
    /// `aws`, `aws-cn` or `aws-us-gov`.
    package var partition: String
    /// Twelve digits.
    package var accountID: String
    package var region: String
    /// The bare name, without qualifier.
    package var name: String

    package init(partition: String = "aws", accountID: String, region: String, name: String) {
        self.partition = partition
        self.accountID = accountID
        self.region = region
        self.name = name
    }

    /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, unqualified.
    package var arn: String {
        "arn:\(partition):lambda:\(region):\(accountID):function:\(name)"
    }
}
