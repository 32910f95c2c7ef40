import Foundation
package import StateStore

/// What the server takes from outside itself, so that tests can own it: the time and randomness.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> StateStore.Timestamp
    package var randomness: RandomSource

    package init(now: @escaping @Sendable () -> StateStore.Timestamp, randomness: RandomSource) {
        self.now = now
        self.randomness = randomness
    }

    /// The machine's clock and the kernel's random numbers.
    package static let system = Surroundings(now: { StateStore.Timestamp(Date()) }, randomness: .system)
}
