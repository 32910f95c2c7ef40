import IdentityProofs
import StateStore
import Synchronization

/// The keys of issuers, remembered for a while, so that not every token costs two requests.
///
/// Only issuers that an account has made a provider of are asked. Calls that want the same keys at the same time share one
/// fetch.
final class IssuerKeys: Sendable {
    private static let lifetime = Duration.seconds(3600)
    /// How soon after a fetch a token with a key that is not known may cause the next.
    private static let minimumInterval = Duration.seconds(1)
    /// Issuers remembered: as many as an account may have.
    private static let capacity = 100

    private typealias Fetch = Task<Result<JSONWebKeySet, IssuerFailure>, Never>

    private struct Entry {
        let fetchedAt: Moment
        let keys: JSONWebKeySet
    }

    private struct Memory {
        var entries: [IssuerURL: Entry] = [:]
        var fetches: [IssuerURL: Fetch] = [:]
    }

    private let documents = IssuerDocuments()
    private let memory = Mutex(Memory())

    /// A key set of the issuer that has the token's key, if the issuer has one now.
    func keys(
        for token: JSONWebToken,
        of issuer: IssuerURL,
        at now: Moment
    ) async throws(IssuerFailure) -> JSONWebKeySet {
        if let entry = memory.withLock({ $0.entries[issuer] }), Self.isGood(entry, for: token, at: now) {
            return entry.keys
        }
        return try await fetch(issuer, at: now).value.get()
    }

    /// Whether what is remembered may answer: it is fresh, and it has the key or was fetched only just now.
    private static func isGood(_ entry: Entry, for token: JSONWebToken, at now: Moment) -> Bool {
        if now > entry.fetchedAt + lifetime { return false }
        return entry.keys.hasKey(for: token) || now < entry.fetchedAt + minimumInterval
    }

    private func fetch(_ issuer: IssuerURL, at now: Moment) -> Fetch {
        memory.withLock { memory in
            if let running = memory.fetches[issuer] { return running }
            let fetch = Fetch { [self] in
                let result: Result<JSONWebKeySet, IssuerFailure>
                do throws(IssuerFailure) {
                    result = .success(try await documents.keys(of: issuer))
                } catch {
                    result = .failure(error)
                }
                finish(issuer, result, at: now)
                return result
            }
            memory.fetches[issuer] = fetch
            return fetch
        }
    }

    private func finish(_ issuer: IssuerURL, _ result: Result<JSONWebKeySet, IssuerFailure>, at now: Moment) {
        memory.withLock { memory in
            memory.fetches[issuer] = nil
            guard case .success(let keys) = result else { return }
            if memory.entries.count >= Self.capacity { memory.entries.removeAll() }
            memory.entries[issuer] = Entry(fetchedAt: now, keys: keys)
        }
    }
}
