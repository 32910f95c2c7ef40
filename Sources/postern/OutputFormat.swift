import ArgumentParser

/// `--format`: for people or for machines.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
