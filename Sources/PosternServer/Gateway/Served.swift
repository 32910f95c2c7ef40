import AWSWire

/// An operation with its input and output types hidden, as the registry keeps it.
protocol AnyServiceOperation: Sendable {
    var service: ServiceModel { get }
    var model: OperationModel { get }
    var access: OperationAccess { get }

    /// Decodes, authorises, performs and encodes; calls `conclude` exactly once, on any thread, with the call as its input
    /// has proven it to be.
    func run(
        _ request: WireRequest,
        as routed: RoutedRequest,
        for call: IncomingCall,
        through gate: Gate,
        conclude: @escaping @Sendable (IncomingCall, Conclusion) -> Void
    )
}

/// The one way an operation is run: its handler is reached only with an ``AuthorizedCall``, and only ``Gate`` makes those.
struct Served<Operation: ServiceOperation>: AnyServiceOperation {
    private let operation: Operation

    init(_ operation: Operation) {
        self.operation = operation
    }

    var service: ServiceModel { Operation.Wire.service }
    var model: OperationModel { Operation.Wire.model }
    var access: OperationAccess { Operation.access }

    func run(
        _ request: WireRequest,
        as routed: RoutedRequest,
        for call: IncomingCall,
        through gate: Gate,
        conclude: @escaping @Sendable (IncomingCall, Conclusion) -> Void
    ) {
        do throws(ServiceFault) {
            let input = try Operation.Wire.decode(try operation.received(request), as: routed)
            switch try operation.proven(by: input, call) {
            case .now(let call):
                authorize(input, routed, call, gate) { conclude(call, $0) }
            case .later(let start):
                start { result in
                    switch result {
                    case .success(let call): authorize(input, routed, call, gate) { conclude(call, $0) }
                    case .failure(let fault): conclude(call, .failed(fault, []))
                    }
                }
            }
        } catch {
            conclude(call, .failed(error, []))
        }
    }

    private func authorize(
        _ input: Operation.Wire.Input,
        _ routed: RoutedRequest,
        _ call: IncomingCall,
        _ gate: Gate,
        _ conclude: @escaping @Sendable (Conclusion) -> Void
    ) {
        var evaluated: [EvaluatedRequirement] = []
        do throws(ServiceFault) {
            let requirements = try operation.requirements(of: input, in: call)
            switch gate.admit(call, requirements, items: try operation.itemRequirements(of: input, in: call)) {
            case .denied(let denial, let all):
                conclude(.denied(denial, all))
            case .admitted(let authorized, let all):
                evaluated = all
                let performance = try operation.perform(input, as: authorized)
                finish(performance, routed, call, all, conclude)
            }
        } catch {
            conclude(.failed(error, evaluated))
        }
    }

    private func finish(
        _ performance: Performance<Operation.Wire.Output>,
        _ routed: RoutedRequest,
        _ call: IncomingCall,
        _ evaluated: [EvaluatedRequirement],
        _ conclude: @escaping @Sendable (Conclusion) -> Void
    ) {
        switch performance {
        case .finished(let output):
            conclude(.answered(response(output, to: call, routed), evaluated))
        case .later(let start):
            start { result in
                switch result {
                case .success(let output):
                    conclude(.answered(response(output, to: call, routed), evaluated))
                case .failure(let fault):
                    conclude(.failed(fault, evaluated))
                }
            }
        case .streamed(let start):
            start { result in
                switch result {
                case .success(let answer):
                    conclude(.streaming(response(answer.output, to: call, routed), answer.body, evaluated))
                case .failure(let fault):
                    conclude(.failed(fault, evaluated))
                }
            }
        }
    }

    private func response(
        _ output: Operation.Wire.Output,
        to call: IncomingCall,
        _ routed: RoutedRequest
    ) -> WireResponse {
        var response = Operation.Wire.encode(output, as: routed, requestID: call.requestID)
        response.headers += operation.headers(of: call)
        return response
    }
}
