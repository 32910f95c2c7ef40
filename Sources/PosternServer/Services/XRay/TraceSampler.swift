import StateStore
import Synchronization

/// X-Ray's default rule for requests of which nobody has decided yet: the first of each second, and five percent of the
/// others; counted for each function.
///
/// <https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html>
final class TraceSampler: Sendable {
    private static let fraction = 0.05
    /// More functions are forgotten, and then have a first request again.
    private static let maximumFunctions = 10_000

    private let lastSecond = Mutex<[String: Int64]>([:])

    /// - Parameter chance: evenly distributed between 0 and 1.
    func samples(_ functionARN: String, at time: Moment, chance: Double) -> Bool {
        let isFirst = lastSecond.withLock { seconds in
            if seconds.count > Self.maximumFunctions { seconds.removeAll() }
            return seconds.updateValue(time.seconds, forKey: functionARN) != time.seconds
        }
        return isFirst || chance < Self.fraction
    }
}
