import Synchronization

extension ExecutionEnvironment {
    package func register(extension name: String?, features: String?, body: [UInt8]) -> RuntimeReply {
        do throws(ExtensionRefusal) {
            guard let name, !name.isEmpty else { throw .emptyName }
            let registration = try ExtensionRegistration(body: body)
            let random = makeIdentifier()
            let (identifier, waiting) = try state.withLock {
                state throws(ExtensionRefusal) -> (String, (any EnvironmentProcess)?) in
                guard state.machine.state != .stopped else { throw .registrationClosed }
                let wasComplete = state.roster.isRegistrationComplete
                state.extensionIdentifiers += 1
                let identifier = UUIDText.make(from: random &+ state.extensionIdentifiers)
                try state.roster.register(name, events: registration.events, identifier: identifier)
                let starts = !wasComplete && state.roster.isRegistrationComplete
                return (identifier, starts ? state.process : nil)
            }
            waiting?.startRuntime()
            return registered(identifier, features)
        } catch {
            return error.reply
        }
    }

    private func registered(_ identifier: String, _ features: String?) -> RuntimeReply {
        var members: [(name: String, value: JSONText.Value)] = [
            ("functionName", .string(version.function.name)), ("functionVersion", .string(version.version)),
            ("handler", .string(version.configuration.handler)),
        ]
        let wanted = (features ?? "").split { $0 == "," || $0 == " " }
        if wanted.contains("accountId") { members.append(("accountId", .string(version.function.accountID))) }
        return RuntimeReply(
            status: 200,
            headers: [("Content-Type", "application/json"), ("Lambda-Extension-Identifier", identifier)],
            body: JSONText.object(members)
        )
    }

    package func nextEvent(extension identifier: String?, _ reply: @escaping @Sendable (RuntimeReply) -> Void) {
        do throws(ExtensionRefusal) {
            let identifier = try UUIDText.check(identifier)
            let replaced = try state.withLock { state throws(ExtensionRefusal) in
                try state.roster.hold(identifier, reply)
            }
            replaced?(RuntimeRefusal.stopped.reply)
        } catch {
            return reply(error.reply)
        }
        sendShutdownEvents()
        extensionIsReady()
    }

    package func fail(
        extension identifier: String?,
        in phase: ExtensionPhase,
        errorType: String?,
        body: [UInt8]
    ) -> RuntimeReply {
        do throws(ExtensionRefusal) {
            let identifier = try UUIDText.check(identifier)
            guard let errorType, !errorType.isEmpty else { throw .missingErrorType }
            try state.withLock { state throws(ExtensionRefusal) in
                try state.roster.fail(identifier, in: phase, type: errorType)
            }
            let type = phase == .initialization ? "Extension.InitError" : "Extension.ExitError"
            fail(with: .extensionFailed(type: type, reason: errorType))
            return .accepted
        } catch {
            return error.reply
        }
    }

    private func fail(with failure: FunctionFailure) {
        end(.failure) { machine, now in machine.fail(with: failure, at: now) }
    }

    package func subscribe(extension identifier: String?, to api: TelemetryAPI, body: [UInt8]) -> RuntimeReply {
        do throws(ExtensionRefusal) {
            let identifier = try UUIDText.check(identifier)
            let name = try state.withLock { state throws(ExtensionRefusal) in try state.roster.name(of: identifier) }
            let subscription: TelemetrySubscription
            do throws(TelemetrySubscription.Flaw) {
                subscription = try TelemetrySubscription(api: api, body: body)
            } catch {
                throw .subscriptionInvalid(error.message)
            }
            guard log.telemetry.subscribe(name, subscription) else { throw .subscriptionsClosed(api) }
            let categories = TelemetryCategory.allCases.filter(subscription.categories.contains)
            log.write([.subscription(TelemetrySubscriptionNote(name: name, api: api, categories: categories))])
            return RuntimeReply(
                status: 200,
                headers: [("Content-Type", "application/json")],
                body: Array(#""OK""#.utf8)
            )
        } catch {
            return error.reply
        }
    }

    package func extensionExited(_ name: String, _ exit: RuntimeExit) {
        let failure = Self.failure(of: exit)
        let isExpected = state.withLock { state in
            state.roster.exited(name, failure: state.shutdown == nil ? failure.state : nil)
            return state.shutdown != nil
        }
        if isExpected { finishShutdownIfAlone() } else { fail(with: failure.failure) }
    }

    /// What the end of an extension's process means.
    private static func failure(
        of exit: RuntimeExit
    ) -> (failure: FunctionFailure, state: (name: String, type: String)) {
        if case .notStarted(let reason) = exit.cause {
            let type = reason.hasSuffix("permission denied") ? "PermissionDenied" : "UnknownError"
            return (.extensionFailed(type: "Extension.LaunchError", reason: reason), ("LaunchError", type))
        }
        let failure = FunctionFailure.extensionFailed(type: "Extension.Crash", reason: exit.shortSentence)
        return (failure, ("Exited", "Extension.Crash"))
    }

    /// Gives the extensions that want it the event that the runtime is about to get.
    func tellExtensions(of invocation: Invocation, _ run: EnvironmentMachine.Run) {
        let replies = state.withLock { $0.roster.take(.invoke) }
        guard !replies.isEmpty else { return }
        let deadline = clock.sinceEpoch + (run.deadline - clock.elapsed)
        for reply in replies {
            reply(
                .invokeEvent(
                    invocation,
                    deadlineMilliseconds: deadline.wholeMilliseconds,
                    identifier: UUIDText.make(from: makeIdentifier())
                )
            )
        }
    }
}
