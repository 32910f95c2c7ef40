import LambdaCore
import NIOHTTP1
import Testing

@testable import PosternServer

struct RuntimeRouteTests {
    @Test("the requests of the Runtime API are known by method and path")
    func known() {
        let base = "/2018-06-01/runtime"
        #expect(RuntimeRoute(method: .GET, path: "\(base)/invocation/next") == .next)
        #expect(RuntimeRoute(method: .POST, path: "\(base)/invocation/id-1/response") == .response(requestID: "id-1"))
        #expect(RuntimeRoute(method: .POST, path: "\(base)/invocation/id-1/error") == .error(requestID: "id-1"))
        #expect(RuntimeRoute(method: .POST, path: "\(base)/init/error") == .initError)
        let extensions = "/2020-01-01/extension"
        #expect(RuntimeRoute(method: .POST, path: "\(extensions)/register") == .registerExtension)
        #expect(RuntimeRoute(method: .GET, path: "\(extensions)/event/next") == .nextExtensionEvent)
        #expect(RuntimeRoute(method: .POST, path: "\(extensions)/init/error") == .extensionError(.initialization))
        #expect(RuntimeRoute(method: .POST, path: "\(extensions)/exit/error") == .extensionError(.exit))
        #expect(RuntimeRoute(method: .PUT, path: "/2022-07-01/telemetry") == .subscribe(.telemetry))
        #expect(RuntimeRoute(method: .PUT, path: "/2020-08-15/logs") == .subscribe(.logs))
    }

    @Test(
        "everything else is not",
        arguments: [
            (HTTPMethod.POST, "/2018-06-01/runtime/invocation/next"),
            (.GET, "/2018-06-01/runtime/invocation/x/response"),
            (.GET, "/2019-01-01/runtime/invocation/next"), (.POST, "/2018-06-01/runtime/invocation/x/answer"),
            (.GET, "/"),
        ]
    )
    func unknown(method: HTTPMethod, path: String) {
        #expect(RuntimeRoute(method: method, path: path) == nil)
    }
}
