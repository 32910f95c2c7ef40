import Foundation

/// Root's rights, and how the server gives them up: it needs none once the launcher runs and the listener is bound.
struct Privilege {
    /// Whom the server becomes.
    struct Identity: Equatable {
        let userID: uid_t
        let groupID: gid_t
    }

    /// What came of giving root up.
    enum Outcome: Equatable {
        /// The server was not root to begin with.
        case ordinary
        case given(up: Identity)
        /// The server stays root, because somebody else could not reach this path.
        case kept(unreachable: String)
    }

    /// Whoever called sudo, or else `nobody`.
    static func identity(environment: [String: String]) -> Identity {
        if let user = environment["SUDO_UID"].flatMap(uid_t.init),
            let group = environment["SUDO_GID"].flatMap(gid_t.init),
            user != 0
        {
            return Identity(userID: user, groupID: group)
        }
        return Identity(userID: 65_534, groupID: 65_534)
    }

    /// Becomes `identity` for good, after handing it the state directory.
    ///
    /// - Parameters:
    ///   - stateDirectory: given to the identity with everything in it.
    ///   - needed: paths that the server goes on reading.
    static func giveUp(
        for identity: Identity,
        stateDirectory: String,
        needed: [String]
    ) throws(ServerError) -> Outcome {
        guard geteuid() == 0 else { return .ordinary }
        let parents = [(stateDirectory as NSString).deletingLastPathComponent] + needed
        if let unreachable = parents.first(where: { !isReachable($0, by: identity) }) {
            return .kept(unreachable: unreachable)
        }
        try handOver(stateDirectory, to: identity)
        // As root, each of these sets the real, the effective and the saved id of every thread.
        guard setgroups(0, nil) == 0, setgid(identity.groupID) == 0, setuid(identity.userID) == 0 else {
            throw .privilege(reason: String(cString: strerror(errno)))
        }
        return .given(up: identity)
    }

    /// Whether every directory on the way lets the identity through.
    private static func isReachable(_ path: String, by identity: Identity) -> Bool {
        var components = (path as NSString).pathComponents
        while !components.isEmpty {
            var status = stat()
            guard stat(NSString.path(withComponents: components), &status) == 0, mayEnter(status, identity) else {
                return false
            }
            components.removeLast()
        }
        return true
    }

    private static func mayEnter(_ status: stat, _ identity: Identity) -> Bool {
        if status.st_uid == identity.userID { return status.st_mode & S_IXUSR != 0 }
        if status.st_gid == identity.groupID { return status.st_mode & S_IXGRP != 0 }
        return status.st_mode & S_IXOTH != 0
    }

    private static func handOver(_ directory: String, to identity: Identity) throws(ServerError) {
        let contents = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        for path in [directory] + contents.map({ "\(directory)/\($0)" }) {
            guard lchown(path, identity.userID, identity.groupID) == 0 else {
                throw .privilege(reason: "'\(path)': \(String(cString: strerror(errno)))")
            }
        }
    }
}

extension Privilege.Outcome {
    /// One line for the start of the server; nil where there is nothing to say.
    var sentence: String? {
        switch self {
        case .ordinary: nil
        case .given(let identity):
            "privilege: root was given up for user \(identity.userID); only postern-launcher keeps it"
        case .kept(let path): "privilege: the server stays root, because no other user can reach '\(path)'"
        }
    }
}
