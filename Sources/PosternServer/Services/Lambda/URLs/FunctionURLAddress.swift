import StateStore
import Synchronization

/// Where function URLs are served, and how they are written.
///
/// On AWS a URL is `https://ID.lambda-url.REGION.on.aws/`. Here it is `http://ID.lambda-url.REGION.localhost:PORT/`, which
/// browsers and curl resolve to this host by themselves, and by path `/_lambda-url/ID/`, for everything else.
final class FunctionURLAddress: Sendable {
    /// No bucket and no version of an API begins with an underscore.
    static let pathPrefix = "/_lambda-url/"

    private let region: String
    private let port = Atomic<Int>(0)

    init(region: String) {
        self.region = region
    }

    /// Tells the port that clients reach the server by, once it is known.
    func listen(onPort port: Int) {
        self.port.store(port, ordering: .relaxed)
    }

    /// `ID.lambda-url.REGION.localhost`, which is `requestContext.domainName`.
    func domainName(of urlID: String) -> String {
        "\(urlID).lambda-url.\(region).localhost"
    }

    func url(_ config: FunctionURLConfig) -> String {
        "http://\(domainName(of: config.urlID)):\(port.load(ordering: .relaxed))/"
    }
}
