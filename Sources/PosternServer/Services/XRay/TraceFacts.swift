import AWSWire
import StateStore

/// What the segments of one trace say together.
struct TraceFacts {
    private let documents: [SegmentDocument]

    /// - Parameter segments: in the order of their beginning; they were read when they were put.
    init(_ segments: [TraceSegment]) {
        documents = segments.compactMap { try? SegmentDocument($0.document) }
    }

    var startTime: Double? { documents.map(\.startTime).min() }

    /// From the beginning of the first to the end of the last, in seconds.
    var duration: Double? {
        guard let start = startTime, let end = documents.compactMap(\.endTime).max() else { return nil }
        return end - start
    }

    /// The segment that no other caused.
    private var root: SegmentDocument? {
        documents.first { !$0.isSubsegment && $0.parentID == nil } ?? documents.first { !$0.isSubsegment }
            ?? documents.first
    }

    func summary(_ id: String) -> XRay.TraceSummary {
        XRay.TraceSummary(
            id: id,
            startTime: startTime.map { WireTimestamp(millisecondsSince1970: Int64($0 * 1000)) },
            duration: duration,
            responseTime: root.flatMap { root in root.endTime.map { $0 - root.startTime } },
            hasFault: documents.contains { $0.flag("fault") },
            hasError: documents.contains { $0.flag("error") },
            hasThrottle: documents.contains { $0.flag("throttle") },
            isPartial: documents.contains { $0.endTime == nil },
            http: root.flatMap(XRay.Http.init) ?? XRay.Http(),
            annotations: annotations,
            users: [],
            serviceIDs: services,
            entryPoint: root.map(XRay.ServiceId.init),
            revision: 1
        )
    }

    private var services: [XRay.ServiceId] {
        var seen: Set<String> = []
        return documents.filter { !$0.isSubsegment && seen.insert("\($0.name)\n\($0.origin ?? "")").inserted }
            .map(XRay.ServiceId.init)
    }

    private var annotations: [String: [XRay.ValueWithServiceIds]] {
        var found: [String: [XRay.ValueWithServiceIds]] = [:]
        for document in documents {
            for (key, value) in document.fields["annotations"] as? [String: Any] ?? [:] {
                guard let annotation = XRay.AnnotationValue(value) else { continue }
                found[key, default: []].append(
                    XRay.ValueWithServiceIds(annotationValue: annotation, serviceIDs: [XRay.ServiceId(document)])
                )
            }
        }
        return found
    }
}

extension XRay.ServiceId {
    fileprivate init(_ document: SegmentDocument) {
        self.init(name: document.name, names: [document.name], type: document.origin)
    }
}

extension XRay.AnnotationValue {
    fileprivate init?(_ value: Any) {
        switch value {
        case let text as String: self.init(stringValue: text)
        case let flag as Bool: self.init(booleanValue: flag)
        case let number as Double: self.init(numberValue: number)
        default: return nil
        }
    }
}

extension XRay.Http {
    fileprivate init?(_ document: SegmentDocument) {
        guard let http = document.fields["http"] as? [String: Any] else { return nil }
        let request = http["request"] as? [String: Any]
        let response = http["response"] as? [String: Any]
        self.init(
            httpURL: request?["url"] as? String,
            httpStatus: response?["status"] as? Int,
            httpMethod: request?["method"] as? String,
            userAgent: request?["user_agent"] as? String,
            clientIp: request?["client_ip"] as? String
        )
    }
}
