import StateStore

/// The tracing header of AWS X-Ray, `Root=1-…;Parent=…;Sampled=0`, and in it the lineage by which Lambda knows a chain of
/// functions that runs in a circle.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
struct TraceHeader: Sendable, Equatable {
    private var fields: [(name: Substring, value: Substring)] = []
    var lineage: InvocationLineage
    /// Whether the client has said that the request is sampled, or that it is not.
    private let isDecided: Bool

    /// The client's trace, or a new one that is not sampled; whatever the client's lacks is added.
    init(of call: IncomingCall) {
        self.init(call.traceHeader ?? "", at: call.time, requestID: call.requestID)
    }

    /// - Parameter requestID: a random UUID in lower case, whose digits a new trace is named by.
    init(_ text: String, at time: Moment, requestID: String) {
        fields = text.split(separator: ";").compactMap { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (parts[0].trimmed, parts[1].trimmed) : nil
        }
        isDecided = fields.contains { $0.name == "Sampled" && ($0.value == "0" || $0.value == "1") }
        lineage = InvocationLineage(fields.first { $0.name == "Lineage" }.map { String($0.value) } ?? "")
        fields.removeAll { $0.name == "Lineage" || $0.name == "Self" }
        let digits = String(decoding: requestID.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
        let seconds = String(time.seconds, radix: 16)
        addUnlessThere("Root", "1-\(seconds)-\(digits.prefix(24))")
        addUnlessThere("Parent", String(digits.suffix(16)))
        addUnlessThere("Sampled", "0")
    }

    private mutating func addUnlessThere(_ name: Substring, _ value: String) {
        guard !fields.contains(where: { $0.name == name }) else { return }
        fields.append((name, value[...]))
    }

    /// Makes Lambda's decision where the client has made none, and names the segment of the function: what the function
    /// sends belongs below it.
    mutating func trace(sampled: Bool, functionSegmentID: String) {
        for index in fields.indices {
            if fields[index].name == "Sampled", !isDecided { fields[index].value = sampled ? "1" : "0" }
            if fields[index].name == "Parent" { fields[index].value = functionSegmentID[...] }
        }
    }

    var text: String {
        let lineage = lineage.text
        return fields.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
            + (lineage.isEmpty ? "" : ";Lineage=\(lineage)")
    }

    static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}

extension Substring {
    fileprivate var trimmed: Substring {
        drop { $0 == " " }.prefix { $0 != " " }
    }
}
