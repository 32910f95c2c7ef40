import ArgumentParser

@main
struct Postern: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A local AWS Lambda whose gate is real.")
}
