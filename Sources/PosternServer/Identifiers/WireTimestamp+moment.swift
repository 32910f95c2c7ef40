import AWSWire
import StateStore

extension WireTimestamp {
    init(_ moment: Moment) {
        self.init(millisecondsSince1970: moment.milliseconds)
    }

    /// To the second, as IAM's and STS's dates are.
    init(wholeSecondsOf moment: Moment) {
        self.init(secondsSince1970: moment.seconds)
    }
}
