/// The extensions of one environment: who they are and what each is doing. The part that decides; it calls nobody.
///
/// External extensions are known by their files' names before they start; internal ones appear when they register.
struct ExtensionRoster {
    typealias Reply = @Sendable (RuntimeReply) -> Void

    /// External and internal ones together.
    ///
    /// Source: behaviour of AWS's Runtime Interface Emulator.
    static let limit = 10

    enum State: Sendable, Equatable {
        case started
        case registered
        /// It waits for its next event.
        case ready
        /// It has an event and has not asked for the next.
        case running
        /// It has reported, or come to, its end.
        case failed(name: String, type: String)
        /// It ended when it was to end.
        case ended

        /// AWS's name.
        var name: String {
            switch self {
            case .started: "Started"
            case .registered: "Registered"
            case .ready: "Ready"
            case .running: "Running"
            case .failed(let name, _): name
            case .ended: "Exited"
            }
        }
    }

    struct Member {
        let name: String
        let isExternal: Bool
        var state = State.started
        var identifier: String?
        var events: [ExtensionEvent] = []
        var held: Reply?
        /// Whether it has been told of the end.
        var isToldOfShutdown = false
    }

    private(set) var members: [Member] = []
    private(set) var isRegistrationClosed = false

    /// - Parameter external: names of the files in `/opt/extensions`.
    mutating func start(external names: [String]) {
        members = names.map { Member(name: $0, isExternal: true) }
    }

    var isEmpty: Bool { members.isEmpty }
    var hasExternal: Bool { members.contains(where: \.isExternal) }
    var hasRegistered: Bool { members.contains { $0.identifier != nil } }

    /// Whether the runtime may start: it comes after the external extensions.
    var isRegistrationComplete: Bool {
        members.allSatisfy { !$0.isExternal || $0.identifier != nil }
    }

    /// Whether every extension waits for its next event: init, or an invocation, is over when the runtime is done, too.
    var isSettled: Bool {
        members.allSatisfy { $0.state == .ready || $0.state == .ended }
    }

    /// Whether an external extension that wants to hear of the end has not ended.
    var awaitsShutdown: Bool {
        members.contains { member in
            guard member.isExternal, member.identifier != nil, member.state != .ended else { return false }
            if case .failed = member.state { return false }
            return member.events.contains(.shutdown)
        }
    }

    mutating func register(
        _ name: String,
        events: [ExtensionEvent],
        identifier: String
    ) throws(ExtensionRefusal) {
        guard let index = members.firstIndex(where: { $0.name == name }) else {
            return try registerInternal(name, events, identifier)
        }
        guard members[index].isExternal else { throw .nameTaken }
        guard members[index].state == .started else {
            throw .invalidTransition(from: members[index].state.name, to: State.registered.name, of: name)
        }
        members[index].state = .registered
        members[index].identifier = identifier
        members[index].events = events
    }

    private mutating func registerInternal(
        _ name: String,
        _ events: [ExtensionEvent],
        _ identifier: String
    ) throws(ExtensionRefusal) {
        guard !events.contains(.shutdown) else { throw .shutdownForInternal }
        guard !isRegistrationClosed else { throw .registrationClosed }
        guard members.count < Self.limit else { throw .tooMany }
        members.append(
            Member(name: name, isExternal: false, state: .registered, identifier: identifier, events: events)
        )
    }

    /// The runtime is ready: who is not here yet does not belong to it.
    mutating func closeRegistration() {
        isRegistrationClosed = true
    }

    /// Holds the reply until there is an event; returns an older one that was held.
    mutating func hold(_ identifier: String, _ reply: @escaping Reply) throws(ExtensionRefusal) -> Reply? {
        let index = try index(of: identifier)
        switch members[index].state {
        case .registered, .running, .ready: break
        case .started, .failed, .ended:
            throw .invalidTransition(from: members[index].state.name, to: State.ready.name, of: identifier)
        }
        members[index].state = .ready
        defer { members[index].held = reply }
        return members[index].held
    }

    func name(of identifier: String) throws(ExtensionRefusal) -> String {
        members[try index(of: identifier)].name
    }

    private func index(of identifier: String) throws(ExtensionRefusal) -> Int {
        guard let index = members.firstIndex(where: { $0.identifier == identifier }) else {
            throw .unknownIdentifier(identifier)
        }
        return index
    }

    /// Who gets an event of this kind now; they run from now on.
    mutating func take(_ event: ExtensionEvent) -> [Reply] {
        var replies: [Reply] = []
        for index in members.indices where members[index].events.contains(event) && !members[index].isToldOfShutdown {
            guard let reply = members[index].held.take() else { continue }
            members[index].state = .running
            members[index].isToldOfShutdown = event == .shutdown
            replies.append(reply)
        }
        return replies
    }

    /// Whoever still waits, at the very end.
    mutating func takeAll() -> [Reply] {
        members.indices.compactMap { members[$0].held.take() }
    }

    /// It has reported that it cannot go on.
    mutating func fail(_ identifier: String, in phase: ExtensionPhase, type: String) throws(ExtensionRefusal) {
        let index = try index(of: identifier)
        let target = phase == .initialization ? "InitError" : "ExitError"
        switch (phase, members[index].state) {
        case (.initialization, .registered), (.exit, .registered), (.exit, .ready), (.exit, .running): break
        default: throw .invalidTransition(from: members[index].state.name, to: target, of: members[index].name)
        }
        members[index].state = .failed(name: target, type: type)
    }

    /// The process of an external extension has ended.
    /// - Parameter failure: what that means for the environment; nil when it was to end.
    mutating func exited(_ name: String, failure: (name: String, type: String)?) {
        guard let index = members.firstIndex(where: { $0.isExternal && $0.name == name }) else { return }
        if case .failed = members[index].state { return }
        members[index].state = failure.map { .failed(name: $0.name, type: $0.type) } ?? .ended
        members[index].held = nil
    }

    /// For the log, once init has ended.
    var states: [ExtensionState] {
        members.map { member in
            var errorType: String?
            if case .failed(_, let type) = member.state { errorType = type }
            return ExtensionState(
                name: member.name,
                state: member.state.name,
                events: member.events.map(\.rawValue),
                errorType: errorType
            )
        }
    }
}
