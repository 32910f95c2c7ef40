/// The instruction sets Lambda offers, in AWS's spelling.
package enum Architecture: String, Sendable, CaseIterable {
    case x86_64
    case arm64
}
