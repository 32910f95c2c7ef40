/// Values of `X-Amz-Function-Error`. AWS says `Unhandled` in every recorded case.
package enum FunctionError: String, Sendable {
    case unhandled = "Unhandled"
}
