import NIOHTTP1
import StateStore
import Testing

@testable import PosternServer

@Suite("Function URLs")
struct FunctionURLTests {
    private static func head(_ uri: String, host: String = "localhost:4566") -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: ["Host": host])
    }

    @Test(
        "are known by their host or their path",
        arguments: [
            ("/a?b", "ABC.lambda-url.us-east-1.localhost:4566", "abc", "/a?b"),
            ("/", "abc.lambda-url.us-east-1.on.aws", "abc", "/"),
            ("/_lambda-url/abc", "localhost:4566", "abc", "/"),
            ("/_lambda-url/abc?b", "localhost", "abc", "/?b"),
            ("/_lambda-url/abc/d/e?b", "169.254.100.1:4566", "abc", "/d/e?b"),
        ]
    )
    func target(uri: String, host: String, id: String, rest: String) {
        let target = FunctionURLTarget(Self.head(uri, host: host))
        #expect(target?.urlID == id)
        #expect(target?.uri == rest)
    }

    @Test("are nothing else", arguments: ["localhost", "abc.s3.localhost", "lambda-url.localhost", "abc.lambda-url"])
    func otherHosts(host: String) {
        #expect(FunctionURLTarget(Self.head("/2015-03-31/functions", host: host)) == nil)
    }

    private static func response(_ json: String) -> FunctionURLResponse? {
        FunctionURLResponse(result: Array(json.utf8))
    }

    @Test("tell truth from numbers in header fields")
    func headerValues() {
        let response = Self.response(#"{"statusCode":200,"headers":{"a":true,"b":1,"c":1.5,"d":"e","f":null,"g":[]}}"#)
        #expect(response?.headers.map(\.name) == ["a", "b", "c", "d"])
        #expect(response?.headers.map(\.value) == ["true", "1", "1.5", "e"])
    }

    @Test("give Lambda's own fields other names and drop what would break the answer")
    func fields() throws {
        let json = #"{"statusCode":200,"headers":{"Content-Length":"9","transfer-encoding":"chunked","x":"a\nb"}}"#
        let response = try #require(Self.response(json))
        let fields = response.httpHeaders()
        #expect(fields.first(name: "x-amzn-remapped-content-length") == "9")
        #expect(!fields.contains(name: "transfer-encoding"))
        #expect(!fields.contains(name: "x"))
        #expect(fields.first(name: "content-type") == "application/json")
    }

    @Test("mean nothing when the result is no JSON or no answer", arguments: ["", "{", "{\"statusCode\":0}"])
    func nonsense(json: String) {
        #expect(Self.response(json) == nil)
    }

    @Test("share with the origins that were named, and with all where all were")
    func origins() {
        var head = Self.head("/")
        head.headers.add(name: "Origin", value: "https://a.example")
        #expect(FunctionURLCORS(allowOrigins: ["https://b.example"]).headers(for: head).isEmpty)
        #expect(FunctionURLCORS().headers(for: head).isEmpty)
        let anyone = FunctionURLCORS(allowOrigins: ["*"]).headers(for: head)
        #expect(anyone.first(name: "access-control-allow-origin") == "*")
        let trusted = FunctionURLCORS(allowCredentials: true, allowOrigins: ["*"]).headers(for: head)
        #expect(trusted.first(name: "access-control-allow-origin") == "https://a.example")
    }
}
