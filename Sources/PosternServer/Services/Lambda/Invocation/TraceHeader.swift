import StateStore

/// The tracing header of AWS X-Ray.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader>
enum TraceHeader {
    /// A new trace that is not sampled.
    static func make(at time: Moment, _ randomness: RandomSource) -> String {
        let identifier = randomness.authorizationID()
        let seconds = String(time.seconds, radix: 16)
        return "Root=1-\(seconds)-\(identifier.prefix(24));Parent=\(identifier.suffix(16));Sampled=0"
    }
}
