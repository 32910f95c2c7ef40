// Compiled together with Sources/AWSWire into one program by Scripts/fuzz.sh; it is no target of the package.

/// Any bytes, taken as a request to every service, are routed and decoded or refused: by form parameters, JSON, XML, path
/// and query. Nothing crashes, nothing hangs (libFuzzer's time limit per input).
///
/// The first line is the method, the second the target, the third the content type, the fourth `X-Amz-Target`; what follows
/// an empty line is the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWire(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let request = WireRequest(fuzzed: UnsafeBufferPointer(start: start, count: count))
    _ = JSONText.flaw(in: request.body)
    for service in ServiceCatalog.all.services {
        guard let routed = try? ServiceCatalog.all.route(request, signingName: service.signingName) else { continue }
        let schema = routed.operation.input.schema
        guard let values = try? RequestDecoder.members(of: schema, in: request, as: routed) else { continue }
        let isAccepted = Validator.fault(in: values, of: schema, style: service.validation) == nil
        let input = try? routed.operation.input.init(wireValue: .structure(values))
        precondition(!isAccepted || input != nil, "an input that the model allows cannot be read")
    }
    return 0
}

extension WireRequest {
    fileprivate init(fuzzed bytes: UnsafeBufferPointer<UInt8>) {
        var lines: [String] = []
        var rest = bytes[...]
        while lines.count < 4, !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
        }
        while lines.count < 4 { lines.append("") }
        let target = lines[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers: [WireHeader] = [("host", "127.0.0.1:4566"), ("content-type", lines[2])]
        if !lines[3].isEmpty { headers.append(("x-amz-target", lines[3])) }
        self.init(
            method: lines[0],
            rawPath: target.first.map(String.init) ?? "/",
            rawQuery: target.count > 1 ? String(target[1]) : "",
            headers: headers,
            body: Array(rest)
        )
    }
}
