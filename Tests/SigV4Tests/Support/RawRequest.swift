import SigV4

/// An HTTP/1.1 request as text, taken apart without interpretation.
struct RawRequest: Sendable {
    var method: String
    var target: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(method: String, target: String, headers: [(name: String, value: String)], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// Lines end in `\n`; a line that begins with white space continues the header before it.
    init(parsing text: String) {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: true)
        let requestLine = lines[0]
        let methodEnd = requestLine.firstIndex(of: " ") ?? requestLine.endIndex
        let versionStart = requestLine.lastIndex(of: " ") ?? requestLine.endIndex
        method = String(requestLine[..<methodEnd])
        target = String(requestLine[requestLine.index(after: methodEnd)..<versionStart])
        headers = []
        for line in lines.dropFirst() {
            if line.first == " ", let last = headers.indices.last {
                headers[last].value += "\n" + line
            } else {
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                headers.append((String(line[..<colon]), String(line[colon...].dropFirst())))
            }
        }
        body = parts.count > 1 ? Array(parts[1].utf8) : []
    }

    func adding(_ added: [(name: String, value: String)]) -> RawRequest {
        RawRequest(method: method, target: target, headers: headers + added, body: body)
    }

    var head: RequestHead<[(name: String, value: String)]> {
        RequestHead(method: method, target: target, headers: headers)
    }
}
