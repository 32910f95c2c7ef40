/// Reads an XML document into elements, within bounds and without anything that reaches outside the document: a document
/// type declaration is refused, so there are no entities but XML's own five and characters by number.
///
/// Nothing recurses on the text; open elements stand on a stack.
struct XMLReader {
    /// Elements inside each other; AWS's requests need a dozen.
    static let depthLimit = 64
    /// All elements of a document; the longest request of S3, with 10,000 parts, has a tenth of it.
    static let elementLimit = 500_000
    /// Attributes of one element.
    static let attributeLimit = 32

    var rest: ArraySlice<UInt8>
    private var open: [XMLElement] = []
    private var elementCount = 0

    /// The root element of a whole document.
    ///
    /// - Throws: ``DecodingFault/malformed(_:)`` when the document is not well formed or breaks a bound.
    static func root(of document: [UInt8]) throws(DecodingFault) -> XMLElement {
        guard String(validating: document, as: UTF8.self) != nil else { throw .malformed("the document is not UTF-8") }
        var reader = XMLReader(rest: document[...])
        reader.skipByteOrderMark()
        return try reader.document()
    }

    private init(rest: ArraySlice<UInt8>) {
        self.rest = rest
    }

    private mutating func document() throws(DecodingFault) -> XMLElement {
        var root: XMLElement?
        while let byte = rest.first {
            if byte != UInt8(ascii: "<") {
                try takeText()
            } else if take("<!--") {
                try skip(past: "-->")
            } else if take("<![CDATA[") {
                try takeCharacterData()
            } else if take("<?") {
                try skip(past: "?>")
            } else if take("</") {
                if let ended = try takeEndTag() { root = ended }
            } else {
                guard root == nil else { throw .malformed("something follows the root element") }
                if let ended = try takeStartTag() { root = ended }
            }
        }
        guard let root, open.isEmpty else { throw .malformed("the document ends before its root element does") }
        return root
    }

    // MARK: Tags

    /// - Returns: the root element, when this tag is all of it.
    private mutating func takeStartTag() throws(DecodingFault) -> XMLElement? {
        guard take("<"), rest.first != UInt8(ascii: "!") else { throw .malformed("a declaration is not taken") }
        elementCount += 1
        guard open.count < Self.depthLimit, elementCount <= Self.elementLimit else {
            throw .malformed("the document has more than \(Self.depthLimit) levels or \(Self.elementLimit) elements")
        }
        var element = XMLElement(name: try takeName())
        while true {
            let isSeparated = skipSpace()
            if take("/>") { return end(element) }
            if take(">") { break }
            guard isSeparated, element.attributes.count < Self.attributeLimit else {
                throw .malformed("a tag is not well formed")
            }
            try takeAttribute(into: &element)
        }
        open.append(element)
        return nil
    }

    private mutating func takeEndTag() throws(DecodingFault) -> XMLElement? {
        let name = try takeName()
        _ = skipSpace()
        guard take(">"), let element = open.popLast(), element.name == name else {
            throw .malformed("an end tag does not fit")
        }
        return end(element)
    }

    private mutating func end(_ element: XMLElement) -> XMLElement? {
        guard let parent = open.indices.last else { return element }
        open[parent].children.append(element)
        return nil
    }

    private mutating func takeAttribute(into element: inout XMLElement) throws(DecodingFault) {
        let isDeclaration = rest.starts(with: "xmlns".utf8)
        let name = try takeName()
        _ = skipSpace()
        guard take("=") else { throw .malformed("an attribute has no value") }
        _ = skipSpace()
        guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let end = rest.firstIndex(of: quote)
        else { throw .malformed("an attribute's value is not quoted") }
        let value = rest[..<end]
        guard !value.contains(UInt8(ascii: "<")) else { throw .malformed("an attribute's value has markup") }
        rest = rest[(end + 1)...]
        guard !isDeclaration else { return }
        element.attributes.append((name, try XMLReferences.resolve(value)))
    }

    /// A name, its prefix taken off.
    private mutating func takeName() throws(DecodingFault) -> String {
        let name = rest.prefix { !Self.endsName($0) }
        guard let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            throw .malformed("a name is missing")
        }
        rest = rest.dropFirst(name.count)
        let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
        return String(decoding: local, as: UTF8.self)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "&"):
            true
        default: byte <= UInt8(ascii: " ")
        }
    }

    // MARK: Text

    private mutating func takeText() throws(DecodingFault) {
        let text = rest.prefix { $0 != UInt8(ascii: "<") }
        rest = rest.dropFirst(text.count)
        guard let element = open.indices.last else {
            guard text.allSatisfy(Self.isSpace) else { throw .malformed("text stands outside the root element") }
            return
        }
        open[element].text += try XMLReferences.resolve(text)
    }

    private mutating func takeCharacterData() throws(DecodingFault) {
        let start = rest
        try skip(past: "]]>")
        guard let element = open.indices.last else { throw .malformed("text stands outside the root element") }
        open[element].text += String(decoding: start[..<(rest.startIndex - 3)], as: UTF8.self)
    }
}

extension XMLReader {
    /// Takes `text` if it stands next.
    private mutating func take(_ text: StaticString) -> Bool {
        let matches = text.withUTF8Buffer { rest.starts(with: $0) }
        if matches { rest = rest.dropFirst(text.utf8CodeUnitCount) }
        return matches
    }

    private mutating func skip(past mark: StaticString) throws(DecodingFault) {
        while !rest.isEmpty {
            if take(mark) { return }
            rest = rest.dropFirst()
        }
        throw .malformed("the document ends inside a comment, an instruction or character data")
    }

    /// - Returns: whether there was any.
    private mutating func skipSpace() -> Bool {
        let space = rest.prefix(while: Self.isSpace)
        rest = rest.dropFirst(space.count)
        return !space.isEmpty
    }

    private mutating func skipByteOrderMark() {
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
