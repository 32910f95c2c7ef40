import Testing

@testable import AWSWire

/// Bindings that the served models do not use yet, on a schema of their own.
@Suite("Bindings")
struct BindingTests {
    @Test("Header lists and prefixes, query lists and dates outside the body are read from where they stand")
    func decoding() throws {
        var request = WireRequest(method: "GET", rawPath: "/x", rawQuery: "n=1&n=2")
        request.headers = [
            ("X-List", "a , b c,d"), ("x-meta-One", "1"), ("X-META-two", "2"),
            ("X-Date", "Thu, 01 Jan 1970 00:00:01 GMT"),
        ]
        request.body = Array("text".utf8)
        let values = try RESTDecoder.members(
            of: Sample.schema,
            in: request,
            as: try routed(request),
            document: JSONValueDecoder.members
        )
        #expect(
            values == [
                .list([.string("a"), .string("b c"), .string("d")]),
                .map([.init(key: "One", value: .string("1")), .init(key: "two", value: .string("2"))]),
                .timestamp(Timestamp(secondsSince1970: 1)),
                .list([.integer(1), .integer(2)]),
                .string("text"),
            ]
        )
    }

    @Test("They are written to where they stand")
    func encoding() throws {
        let values: [WireValue?] = [
            .list([.string("a"), .string("b")]), .map([.init(key: "One", value: .string("1"))]),
            .timestamp(Timestamp(secondsSince1970: 1)), nil, .string("text"),
        ]
        let response = RESTJSONProtocol.response(values, to: try routed(.lambda("GET", "/x")), requestID: "r")
        #expect(response.headers.first(named: "X-List") == "a, b")
        #expect(response.headers.first(named: "x-meta-One") == "1")
        #expect(response.headers.first(named: "X-Date") == "Thu, 01 Jan 1970 00:00:01 GMT")
        #expect(response.text == "text")
    }

    @Test("Flattened lists and maps stand beside the other parameters and elements")
    func flattened() throws {
        let form = try FormItems(parsing: "Tag.2=b&Tag.1=a&Attribute.1.Name=n&Attribute.1.Value=7")
        let values = try QueryDecoder.members(of: Flat.schema, in: QueryParameterTree(form))
        #expect(
            values == [
                .list([.string("a"), .string("b")]), .map([.init(key: "n", value: .integer(7))]),
            ]
        )
        var writer = XMLWriter()
        XMLEncoder.write(values, of: Flat.schema, to: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "<Tag>a</Tag><Tag>b</Tag><Attribute><Name>n</Name><Value>7</Value></Attribute>"
        )
    }

    private func routed(_ request: WireRequest) throws -> RoutedRequest {
        let operation = OperationModel("Op", HTTPBinding("GET", "/x"), input: Sample.self, output: Sample.self)
        let service = ServiceModel(
            name: "s",
            signingName: "s",
            endpointPrefix: "s",
            apiVersion: "1",
            protocols: [.restJSON],
            validation: ValidationStyle(code: "E"),
            operations: [operation]
        )
        return try ServiceCatalog(services: [service]).route(request, signingName: "s")
    }
}

private struct Sample: ReadableStructure, WritableStructure {
    static let schema = StructureSchema(
        "Sample",
        [
            MemberSchema("List", .list(.string()), .header("X-List")),
            MemberSchema("Meta", .map(key: .string(), value: .string()), .headers(prefix: "x-meta-")),
            MemberSchema("Date", .timestamp(), .header("X-Date")),
            MemberSchema("Numbers", .list(.integer()), .query("n")),
            MemberSchema("Payload", .string()),
        ],
        payload: 4
    )

    init(from members: inout MemberReader) throws(ShapeMismatch) {}
    func write(to members: inout MemberWriter) {}
}

private struct Flat: ReadableStructure, WritableStructure {
    static let schema = StructureSchema(
        "Flat",
        [
            MemberSchema("Tags", .list(.string()), bodyName: "Tag", flattened: true),
            MemberSchema(
                "Attributes",
                .map(key: .string(), value: .integer(), keyName: "Name", valueName: "Value"),
                bodyName: "Attribute",
                flattened: true
            ),
        ]
    )

    init(from members: inout MemberReader) throws(ShapeMismatch) {}
    func write(to members: inout MemberWriter) {}
}
