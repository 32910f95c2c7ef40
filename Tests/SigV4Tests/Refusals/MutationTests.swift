import Testing

@testable import SigV4

/// What changes the canonical request is refused; what leaves it equal is accepted.
struct MutationTests {
    typealias Change = @Sendable (RawRequest) -> RawRequest

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let change: Change

        var testDescription: String { name }

        init(_ name: String, _ change: @escaping Change) {
            self.name = name
            self.change = change
        }
    }

    static let equalForms = [
        Case("header names in other letters") { request in
            var copy = request
            for index in copy.headers.indices { copy.headers[index].name = copy.headers[index].name.uppercased() }
            return copy
        },
        Case("headers in another order") { request in
            var copy = request
            copy.headers = request.headers.filter { $0.name != "My-Header" }.reversed()
            copy.headers += request.headers.filter { $0.name == "My-Header" }
            return copy
        },
        Case("white space around a value") { $0.changing("Content-Type") { " \t\($0)  " } },
        Case("runs of white space as one space") { $0.changing("My-Header") { $0.replacing("  ", by: " ") } },
        Case("a folded line") { $0.changing("My-Header") { $0.replacing("  ", by: "\r\n\t ") } },
        Case("fields joined by a comma") {
            $0.removing("My-Header").adding([("my-header", "one,two three")])
        },
        Case("an unsigned header without meaning") { $0.adding([("User-Agent", "test"), ("X-Amzn-Trace-Id", "1")]) },
        Case("parameters in another order") { $0.targeting { $0.replacing("b=2&a=1&a=0", by: "a=0&a=1&b=2") } },
        Case("an escape that is not needed") { $0.targeting { $0.replacing("Qualifier", by: "%51ualifier") } },
        Case("a reserved character as it is") { $0.targeting { $0.replacing("%24LATEST", by: "$LATEST") } },
        Case("empty parameters") { $0.targeting { $0.replacing("?", by: "?&&") + "&" } },
        Case("slashes doubled") { $0.targeting { $0.replacing("/functions/", by: "//functions///") } },
        Case("dot segments") { $0.targeting { $0.replacing("/functions/", by: "/./x/../functions/") } },
        Case("the absolute form") { $0.targeting { "http://127.0.0.1:4566" + $0 } },
        Case("no space between the parts of Authorization") { $0.replacing(", ", with: ",", in: "Authorization") },
        Case("much space between the parts of Authorization") { $0.replacing(", ", with: " , ", in: "Authorization") },
        Case("an earlier Signature, of which the last counts") {
            $0.replacing("Credential=", with: "Signature=00, Credential=", in: "Authorization")
        },
    ]

    @Test(arguments: equalForms)
    func `an equal form is accepted`(_ testCase: Case) throws {
        try testCase.change(SignedRequest.invocation()).verify(under: Fixture.lambda)
    }

    static let otherForms = [
        Case("the method") { RawRequest(method: "GET", target: $0.target, headers: $0.headers, body: $0.body) },
        Case("the method's letters") {
            RawRequest(method: "post", target: $0.target, headers: $0.headers, body: $0.body)
        },
        Case("a slash at the end") { $0.targeting { $0.replacing("/invocations", by: "/invocations/") } },
        Case("the path's letters") { $0.targeting { $0.replacing("functions", by: "Functions") } },
        Case("an escape of the path in small letters") { $0.targeting { $0.replacing("%3A", by: "%3a") } },
        Case("an escape of the path resolved") { $0.targeting { $0.replacing("%3A", by: ":") } },
        Case("a parameter more") { $0.targeting { $0 + "&c=3" } },
        Case("a parameter less") { $0.targeting { $0.replacing("&b=2", by: "") } },
        Case("a parameter's name in other letters") { $0.targeting { $0.replacing("&b=", by: "&B=") } },
        Case("a plus for a dollar") { $0.targeting { $0.replacing("%24", by: "+") } },
        Case("fields of one name in another order") { request in
            request.removing("My-Header").adding([("My-Header", "two three"), ("My-Header", "one")])
        },
        Case("a field of a signed name more") { $0.adding([("Content-Type", "application/json")]) },
        Case("a value's letters") { $0.changing("Content-Type") { $0.uppercased() } },
        Case("the host's port") { $0.changing("Host") { _ in "127.0.0.1:4567" } },
        Case("the date") { $0.changing("X-Amz-Date") { _ in "20130524T000001Z" } },
        Case("the date in another form") { $0.changing("X-Amz-Date") { _ in "2013-05-24T00:00:00Z" } },
        Case("a signed header less in the list") {
            $0.replacing("content-type;", with: "", in: "Authorization")
        },
        Case("an empty body") { RawRequest(method: $0.method, target: $0.target, headers: $0.headers) },
    ]

    @Test(arguments: otherForms)
    func `another form is refused as a wrong signature`(_ testCase: Case) throws {
        let error = #expect(throws: SignatureError.self) {
            try testCase.change(SignedRequest.invocation()).verify(under: Fixture.lambda)
        }
        #expect(error?.category == .signatureMismatch)
    }

    @Test func `a signed header that is taken away is named`() throws {
        let request = try SignedRequest.invocation()
        for name in ["host", "content-type", "my-header", "x-amz-invocation-type"] {
            #expect(throws: SignatureError.signedHeaderAbsent(name)) {
                try request.removing(name).verify(under: Fixture.lambda)
            }
        }
    }

    @Test func `the access key id names another key`() throws {
        let request = try SignedRequest.invocation()
        #expect(throws: SignatureError.unknownAccessKey) {
            try request.replacing("AKIAIOSFODNN7EXAMPLE", with: "AKIAIOSFODNN7EXAMPLF", in: "Authorization")
                .verify(under: Fixture.lambda)
        }
    }

    @Test(arguments: ["Host", "x-amz-date", "Authorization", "X-Amz-Content-Sha256"])
    func `a header that gives the signature its meaning comes once`(_ name: String) throws {
        let request = try SignedRequest.invocation(payload: .hashedAndSent(Digest(hashing: SignedRequest.body)))
        let value = request.headers.last { $0.name.lowercased() == name.lowercased() }?.value ?? ""
        let error = #expect(throws: SignatureError.self) {
            try request.adding([(name, value)]).verify(under: Fixture.lambda)
        }
        guard case .repeatedHeader(let repeated) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(repeated.lowercased() == name.lowercased())
    }

    @Test(arguments: [
        "host;content-type", "content-type;host;host", "content-type;Host;host", "content-type;;host", ";host", "host;",
    ])
    func `the list of signed headers has one form`(_ list: String) throws {
        let request = try SignedRequest.invocation().changing("Authorization") { value in
            let parts = value.split(separator: ", ")
            return "\(parts[0]), SignedHeaders=\(list), \(parts[2])"
        }
        let error = #expect(throws: SignatureError.self) { try request.verify(under: Fixture.lambda) }
        #expect(error?.category == .signatureMismatch)
    }
}
