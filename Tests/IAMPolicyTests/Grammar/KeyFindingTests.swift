import IAMPolicy
import Testing

/// Operators against the types that the service reference gives to keys.
@Suite("Findings about condition keys")
struct KeyFindingTests {
    private func findings(_ condition: String) throws -> [String] {
        let text = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": \(condition)}}
            """
        return try PolicyDocument(parsing: Array(text.utf8), kind: .identity).keyFindings.map(\.message)
    }

    @Test(
        "name what does not suit",
        arguments: [
            (
                #"{"StringEquals": {"aws:TagKeys": "a"}}"#,
                "'aws:TagKeys' can have several values, so StringEquals needs ForAllValues or ForAnyValue"
            ),
            (
                #"{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-1"}}"#,
                "'aws:PrincipalOrgID' has one value at most; ForAllValues:StringEquals holds when it is missing, too"
            ),
            (
                #"{"ForAnyValue:StringLike": {"AWS:principaltag/Team": "o-1"}}"#,
                "'AWS:principaltag/Team' has one value at most; ForAnyValue:StringLike needs no ForAnyValue"
            ),
            (
                #"{"NumericEquals": {"aws:SourceIp": "1"}}"#,
                "'aws:SourceIp' is of type IPAddress, which NumericEquals does not compare"
            ),
            (
                #"{"StringLike": {"lambda:Layer": "arn:aws:lambda:*"}}"#,
                "'lambda:Layer' can have several values, so StringLike needs ForAllValues or ForAnyValue"
            ),
            (
                #"{"Bool": {"aws:SourceAccount": "true"}}"#,
                "'aws:SourceAccount' is of type String, which Bool does not compare"
            ),
        ]
    )
    func misfits(_ condition: String, _ expected: String) throws {
        #expect(try findings(condition) == [expected])
    }

    @Test(
        "say nothing of what suits, or is not known",
        arguments: [
            #"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#, #"{"Null": {"aws:TagKeys": "true"}}"#,
            #"{"StringLike": {"aws:SourceArn": "arn:*"}}"#, #"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"}}"#,
            #"{"NumericLessThan": {"aws:EpochTime": "1"}}"#, #"{"DateLessThan": {"aws:EpochTime": "1"}}"#,
            #"{"StringEquals": {"svc:unknown": "a"}}"#, #"{"ForAnyValue:Bool": {"svc:unknown": "true"}}"#,
            #"{"Bool": {"aws:SecureTransport": "true"}}"#, #"{"StringEquals": {"aws:SecureTransport": "true"}}"#,
        ]
    )
    func fits(_ condition: String) throws {
        #expect(try findings(condition).isEmpty)
    }

    @Test(
        "an action without a resource type is authorised on *, the lists of IAM on what is listed",
        arguments: [
            ("ec2:DescribeInstances", "arn:aws:ec2:us-east-1:123456789012:instance/i", "*"),
            ("EC2:describeinstances", "arn:aws:ec2:us-east-1:123456789012:instance/i", "*"),
            ("s3:GetObject", "arn:aws:s3:::b/k", "arn:aws:s3:::b/k"),
            ("svc:Unknown", "arn:aws:svc:::x", "arn:aws:svc:::x"),
            ("iam:ListUsers", "arn:aws:iam::123456789012:user/", "arn:aws:iam::123456789012:user/"),
            ("s3:GetObject", "*", "*"),
        ]
    )
    func resources(_ action: String, _ requested: String, _ expected: String) {
        #expect(ServiceReference.resource(requested, authorizing: action) == expected)
    }
}
