import Foundation
package import StateStore

/// What the server takes from outside itself, so that tests can own it: the time and randomness.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> Moment
    package var randomness: RandomSource

    package init(now: @escaping @Sendable () -> Moment, randomness: RandomSource) {
        self.now = now
        self.randomness = randomness
    }

    /// The machine's clock and the kernel's random numbers.
    package static let system = Surroundings(now: { Moment(Date()) }, randomness: .system)
}
