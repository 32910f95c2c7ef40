/// A sentence for the user; the command ends with status 2, for what was given to it cannot be used.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
