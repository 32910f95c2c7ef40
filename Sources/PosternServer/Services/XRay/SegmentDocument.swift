import Foundation
import StateStore

/// A segment document, taken apart as far as X-Ray itself looks at it.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html>
struct SegmentDocument {
    static let maximumBytes = 64 * 1024

    let segment: TraceSegment
    let name: String
    let origin: String?
    let parentID: String?
    /// Seconds since 1970.
    let startTime: Double
    /// Nil while the segment is in progress.
    let endTime: Double?
    let isSubsegment: Bool
    let fields: [String: Any]

    /// Why a document cannot be kept.
    struct Fault: Error {
        let id: String?
        let code: String
        let message: String
    }

    init(_ text: String) throws(Fault) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw Fault(
                id: nil,
                code: "DocumentTooLarge",
                message: "The document has more than \(Self.maximumBytes) bytes"
            )
        }
        let parsed = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let fields = parsed as? [String: Any] else {
            throw Fault(id: nil, code: "ParseError", message: "The document is not a JSON object")
        }
        let id = fields["id"] as? String
        guard let id, Self.isHexadecimal(id, count: 16) else {
            throw Fault(id: id, code: "InvalidId", message: "id must be 16 hexadecimal digits")
        }
        guard let traceID = fields["trace_id"] as? String, Self.isTraceID(traceID) else {
            throw Fault(
                id: id,
                code: "InvalidTraceId",
                message: "trace_id must be like 1-581cf771-a006649127e371903a2de979"
            )
        }
        guard let name = fields["name"] as? String, (1...200).contains(name.count) else {
            throw Fault(id: id, code: "MissingName", message: "name must have 1 to 200 characters")
        }
        guard let start = fields["start_time"] as? Double, start >= 0, start < 253_402_300_800 else {
            throw Fault(id: id, code: "MissingStartTime", message: "start_time must be a number of seconds since 1970")
        }
        let end = fields["end_time"] as? Double
        guard end.map({ $0 >= start }) ?? (fields["in_progress"] as? Bool == true) else {
            throw Fault(
                id: id,
                code: "MissingEndTime",
                message: "end_time must not be before start_time; without it in_progress must be true"
            )
        }
        self.fields = fields
        self.name = name
        origin = fields["origin"] as? String
        parentID = fields["parent_id"] as? String
        startTime = start
        endTime = end
        isSubsegment = fields["type"] as? String == "subsegment"
        segment = TraceSegment(
            traceID: traceID,
            id: id,
            startedAt: Moment(microseconds: Int64(start * 1_000_000)),
            document: text
        )
    }

    func flag(_ name: String) -> Bool {
        Self.has(name, in: fields)
    }

    /// Whether a segment or one of its subsegments says so, level by level.
    private static func has(_ name: String, in fields: [String: Any]) -> Bool {
        var level = [fields]
        while !level.isEmpty {
            if level.contains(where: { $0[name] as? Bool == true }) { return true }
            level = level.flatMap { $0["subsegments"] as? [[String: Any]] ?? [] }
        }
        return false
    }

    private static func isHexadecimal(_ text: some StringProtocol, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    }

    private static func isTraceID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0] == "1" && isHexadecimal(parts[1], count: 8)
            && isHexadecimal(parts[2], count: 24)
    }
}
