import ArgumentParser
import Foundation
import StateStore

/// A time on the command line, in ISO 8601: a date, or a date and a time with `Z` or an offset.
struct EventTime: ExpressibleByArgument {
    let time: Timestamp

    init?(argument: String) {
        let forms: [Date.ISO8601FormatStyle] = [
            .iso8601,
            Date.ISO8601FormatStyle(includingFractionalSeconds: true),
            Date.ISO8601FormatStyle().year().month().day(),
        ]
        for form in forms {
            if let date = try? form.parse(argument) {
                time = Timestamp(date)
                return
            }
        }
        return nil
    }
}
