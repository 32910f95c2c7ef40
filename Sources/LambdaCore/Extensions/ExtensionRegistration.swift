import FoundationEssentials

/// The body of `POST /2020-01-01/extension/register`.
struct ExtensionRegistration {
    let events: [ExtensionEvent]

    private struct Request: Decodable {
        var events: [String]?
        var configurationKeys: [String]?
    }

    init(body: [UInt8]) throws(ExtensionRefusal) {
        let request: Request
        do {
            request = try JSONDecoder().decode(Request.self, from: Data(body))
        } catch {
            throw .unreadableRequest("the body must be a JSON object with events, a list of INVOKE and SHUTDOWN")
        }
        guard request.configurationKeys?.isEmpty != false else {
            throw .unreadableRequest("configurationKeys are deprecated; use environment variables instead")
        }
        var events: [ExtensionEvent] = []
        for name in request.events ?? [] {
            guard let event = ExtensionEvent(rawValue: name) else { throw .unknownEvent(name) }
            if !events.contains(event) { events.append(event) }
        }
        self.events = events
    }
}
