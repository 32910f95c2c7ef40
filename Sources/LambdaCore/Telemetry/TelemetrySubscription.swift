import FoundationEssentials

/// What a subscriber asked for.
struct TelemetrySubscription: Sendable, Equatable {
    /// How events are gathered before they are posted.
    struct Buffering: Sendable, Equatable {
        var maxItems = 10_000
        var maxBytes = 262_144
        var timeout: Duration = .milliseconds(1_000)
    }

    let api: TelemetryAPI
    let schemaVersion: String
    let categories: Set<TelemetryCategory>
    let destination: TelemetryDestination
    let buffering: Buffering

    /// Why a subscription is refused, for `errorMessage`.
    struct Flaw: Error, Equatable {
        let message: String
    }

    init(api: TelemetryAPI, body: [UInt8]) throws(Flaw) {
        let request: Request
        do {
            request = try JSONDecoder().decode(Request.self, from: Data(body))
        } catch {
            throw Flaw(message: "the body is no subscription: types and destination are required, see the API's schema")
        }
        self.api = api
        schemaVersion = try Self.schemaVersion(request.schemaVersion, of: api)
        categories = try Self.categories(request.types)
        destination = try Self.destination(request.destination)
        buffering = try Self.buffering(request.buffering)
    }

    private struct Request: Decodable {
        var schemaVersion: String?
        var types: [String]
        var destination: Destination
        var buffering: Buffering?

        struct Destination: Decodable {
            var `protocol`: String
            var URI: String?
        }

        struct Buffering: Decodable {
            var maxItems: Int?
            var maxBytes: Int?
            var timeoutMs: Int?
        }
    }

    /// The Logs API came without versions at first.
    private static func schemaVersion(_ version: String?, of api: TelemetryAPI) throws(Flaw) -> String {
        let version = version ?? (api == .logs ? "2020-08-15" : "")
        guard api.schemaVersions.contains(version) else {
            throw Flaw(message: "schemaVersion must be one of \(api.schemaVersions.sorted().joined(separator: ", "))")
        }
        return version
    }

    private static func categories(_ types: [String]) throws(Flaw) -> Set<TelemetryCategory> {
        let categories = types.compactMap(TelemetryCategory.init(rawValue:))
        guard !types.isEmpty, categories.count == types.count else {
            throw Flaw(message: "types must be one or more of platform, function, extension")
        }
        return Set(categories)
    }

    private static func destination(_ destination: Request.Destination) throws(Flaw) -> TelemetryDestination {
        guard destination.protocol == "HTTP" else {
            throw Flaw(message: "destination.protocol must be HTTP; TCP is not supported here")
        }
        guard let found = TelemetryDestination(uri: destination.URI ?? "") else {
            throw Flaw(
                message: "destination.URI must be http://sandbox.localdomain:PORT/PATH with a port other than 9001"
            )
        }
        return found
    }

    private static func buffering(_ buffering: Request.Buffering?) throws(Flaw) -> Buffering {
        var result = Buffering()
        result.maxItems = try bounded(buffering?.maxItems, 1_000...10_000, "maxItems") ?? result.maxItems
        result.maxBytes = try bounded(buffering?.maxBytes, 262_144...1_048_576, "maxBytes") ?? result.maxBytes
        if let milliseconds = try bounded(buffering?.timeoutMs, 25...30_000, "timeoutMs") {
            result.timeout = .milliseconds(milliseconds)
        }
        return result
    }

    private static func bounded(_ value: Int?, _ range: ClosedRange<Int>, _ name: String) throws(Flaw) -> Int? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw Flaw(message: "buffering.\(name) must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
