import StateStore
import Testing

@testable import PosternServer

struct LayerVersionReferenceTests {
    private let home = Scope(accountID: "123456789012", region: "us-east-1")

    @Test("a layer is named by its name or by its ARN")
    func names() {
        let byName = LayerVersionReference(layer: "words", number: 3, in: home)
        #expect(byName.arn == "arn:aws:lambda:us-east-1:123456789012:layer:words:3")
        let elsewhere = LayerVersionReference(
            layer: "arn:aws:lambda:eu-west-1:999999999999:layer:words",
            number: 3,
            in: home
        )
        #expect(elsewhere.layerARN == "arn:aws:lambda:eu-west-1:999999999999:layer:words")
    }

    @Test(
        "only the ARN of a version names a version",
        arguments: [
            "words", "arn:aws:lambda:us-east-1:123456789012:layer:words",
            "arn:aws:lambda:us-east-1:123456789012:layer:words:", "arn:aws:lambda:us-east-1:123456789012:layer:words:x",
            "arn:aws:lambda:us-east-1:123456789012:function:words:3",
        ]
    )
    func nothing(text: String) {
        #expect(LayerVersionReference(arn: text).map(\.arn) == nil)
    }
}
