import BenchmarkSupport
import Glibc

/// Measures verification and its hashing floor in turn, round by round, and prints one line of JSON.
///
///     SignatureBench BODY_BYTES
@main
enum SignatureBench {
    private static let rounds = 7

    static func main() throws {
        guard CommandLine.arguments.count == 2, let bodyBytes = Int(CommandLine.arguments[1]) else {
            throw BenchmarkError("usage: SignatureBench BODY_BYTES")
        }
        let request = try SignedRequest(bodyBytes: bodyBytes)
        let floor = HashingFloor(bodyBytes: bodyBytes)
        var times: [(cached: Double, derived: Double, floor: Double)] = []
        for _ in 0..<rounds {
            let floorTime = floor.nanoseconds()
            times.append((try request.nanoseconds(), try request.nanosecondsWithDerivation(), floorTime))
        }
        let cached = median(times.map(\.cached))
        let derived = median(times.map(\.derived))
        print("{\"cached\": \(cached), \"derived\": \(derived), \"floor\": \(median(times.map(\.floor)))}")
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}
