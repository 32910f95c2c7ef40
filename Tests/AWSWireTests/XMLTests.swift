import Testing

@testable import AWSWire

@Suite("XML documents")
struct XMLReaderTests {
    private func root(_ text: String) throws -> XMLElement {
        try XMLReader.root(of: Array(text.utf8))
    }

    @Test("are read without prefixes, comments, instructions and declarations of namespaces")
    func reading() throws {
        let text = """
            \u{FEFF}<?xml version="1.0"?><!-- before --><a:Tagging xmlns:a="urn:x" xmlns='urn:y' >
              <Tag a:kind = 'x &amp; y'><Key>k</Key><Value/><!-- <Key>no</Key> --></Tag>
            </a:Tagging> <!-- behind -->
            """
        let element = try root(text)
        #expect(element.name == "Tagging")
        #expect(element.attributes.isEmpty)
        let tag = try #require(element.child("Tag"))
        #expect(tag.attribute("kind") == "x & y")
        #expect(tag.children.map(\.name) == ["Key", "Value"])
        #expect(tag.child("Key")?.text == "k")
        #expect(tag.child("Value")?.text == "")
    }

    @Test(
        "have their references resolved",
        arguments: [
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&#65;&#x42;&#x1F600;", "AB\u{1F600}"),
            ("<![CDATA[<&amp;>]]>x", "<&amp;>x"), ("é\tz", "é\tz"),
        ]
    )
    func references(written: String, meant: String) throws {
        #expect(try root("<a>\(written)</a>").text == meant)
    }

    @Test(
        "that are not well formed are refused",
        arguments: [
            "", " ", "text", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>text", "<a b></a>", "<a b=c/>", "<a b='<'/>",
            "<a b='1'c='2'/>", "<a>&unknown;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&amp</a>", "<a><!-- </a>",
            "<a><![CDATA[x</a>",
            "<1a/>", "< a/>", "<a", "<a/", "<?xml", "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        ]
    )
    func malformed(text: String) {
        #expect(throws: DecodingFault.self) { try root(text) }
    }

    @Test("are bounded in depth, elements and attributes, and bytes that are no UTF-8 are refused")
    func bounds() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(throws: DecodingFault.self) { try root(deep) }
        let attributes = (0..<100).map { "a\($0)='x'" }.joined(separator: " ")
        #expect(throws: DecodingFault.self) { try root("<a \(attributes)/>") }
        #expect(throws: DecodingFault.self) {
            try XMLReader.root(of: [0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E])
        }
    }

    @Test("come back as they were written, whatever the text")
    func roundTrip() throws {
        for text in ["<tag>&amp;\"'", "línea ☃ 𝄞", "tab\tline\nend", "a\rb", "]]>", ""] {
            var writer = XMLWriter(declaration: true)
            writer.element("a", attributes: [("b", text)]) { $0.element("c", text: text) }
            let element = try XMLReader.root(of: writer.bytes)
            #expect(element.child("c")?.text == text)
            #expect(element.attribute("b") == text)
        }
    }
}

@Suite("Routing by bucket")
struct BucketRoutingTests {
    @Test(
        "Buckets stand in the host name or in the path",
        arguments: [
            ("127.0.0.1:4566", nil), ("localhost:4566", nil), ("s3.localhost:4566", nil),
            ("s3.us-east-1.localhost:4566", nil),
            ("s3.amazonaws.com", nil), ("b.s3.localhost:4566", "b"), ("b.s3.us-east-1.localhost:4566", "b"),
            ("my.dotted.s3.amazonaws.com", "my.dotted"), ("b.s3-us-west-2.amazonaws.com", "b"),
            ("b.localhost:4566", "b"),
            ("[::1]:4566", nil), ("", nil),
        ]
    )
    func hosts(host: String, bucket: String?) {
        #expect(BucketHost.bucket(in: host) == bucket)
    }

    @Test(
        "The operation follows from method, query items and header fields",
        arguments: [
            ("GET", "/", "", [], "ListBuckets"), ("GET", "/b", "", [], "ListObjects"),
            ("GET", "/b/", "list-type=2&prefix=a", [], "ListObjectsV2"),
            ("GET", "/b", "location", [], "GetBucketLocation"),
            ("GET", "/b", "location=", [], "GetBucketLocation"), ("GET", "/b", "cors", [], "GetBucketCors"),
            ("PUT", "/b", "cors", [], "PutBucketCors"), ("GET", "/b/k", "", [], "GetObject"),
            ("GET", "/b/k", "uploadId=1", [], "ListParts"), ("GET", "/b/k", "partNumber=1", [], "GetObject"),
            ("PUT", "/b/k/l", "", [], "PutObject"), ("PUT", "/b/k", "partNumber=1&uploadId=2", [], "UploadPart"),
            ("PUT", "/b/k", "", ["x-amz-copy-source"], "CopyObject"),
            ("PUT", "/b/k", "partNumber=1&uploadId=2", ["X-Amz-Copy-Source"], "UploadPartCopy"),
            ("POST", "/b/k", "uploads", [], "CreateMultipartUpload"),
            ("POST", "/b/k", "uploadId=1", [], "CompleteMultipartUpload"),
            ("POST", "/b", "delete", [], "DeleteObjects"), ("DELETE", "/b/k", "uploadId=1", [], "AbortMultipartUpload"),
            ("DELETE", "/b/k", "tagging", [], "DeleteObjectTagging"), ("HEAD", "/b/k", "", [], "HeadObject"),
        ] as [(String, String, String, [String], String)]
    )
    func operations(method: String, path: String, query: String, headers: [String], operation: String) throws {
        let request = WireRequest(
            method: method,
            rawPath: path,
            rawQuery: query,
            headers: headers.map { ($0, "/b/source") },
            body: []
        )
        #expect(try ServiceCatalog.all.route(request, signingName: "s3").operation.name == operation)
    }

    @Test("Keys keep their slashes and dots", arguments: ["/b//k", "/b/a/../k", "/b/k/", "/b/k//"])
    func keys(path: String) throws {
        let routed = try ServiceCatalog.all.route(WireRequest(method: "GET", rawPath: path), signingName: "s3")
        #expect(routed.labels["Key"] == String(path.dropFirst(3)))
    }

    @Test("What cannot be routed is answered in S3's words")
    func refusals() {
        #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(WireRequest(method: "PATCH", rawPath: "/b/k"), signingName: "s3")
        }
        #expect(throws: RoutingFailure.self) {
            try ServiceCatalog.all.route(WireRequest(method: "GET", rawPath: "/b/%zz"), signingName: "s3")
        }
    }
}
