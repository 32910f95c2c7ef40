import FoundationEssentials

/// A line that a function wrote, as far as Lambda looks into it.
struct FunctionLogRecord: Sendable, Equatable {
    private struct Members: Decodable {
        var level: LevelName?

        /// A level that is no string is no level.
        struct LevelName: Decodable {
            let name: String?

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                do { name = try container.decode(String.self) } catch { name = nil }
            }
        }
    }

    /// Whether it is one JSON object.
    let isObject: Bool
    let level: LogLevel

    init(_ line: String) {
        // Most lines are plain text: it is not worth asking a parser about them.
        guard line.first == "{" else {
            isObject = false
            level = .info
            return
        }
        do {
            let members = try JSONDecoder().decode(Members.self, from: Data(line.utf8))
            isObject = true
            level = members.level?.name.flatMap { LogLevel(rawValue: $0.uppercased()) } ?? .info
        } catch {
            isObject = false
            level = .info
        }
    }
}
