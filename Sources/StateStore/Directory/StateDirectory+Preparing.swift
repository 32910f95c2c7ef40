import Glibc

extension StateDirectory {
    /// Makes the directory and its parents (mode 0700) where they are missing, and checks that nobody else could replace
    /// what is in it.
    func prepare() throws(StateStoreError) {
        try Self.makeDirectories(path)
        try checkNobodyElseMayWrite()
        for folder in [packagesPath, codePath, objectsPath, auditPath] {
            try Self.makeDirectories(folder)
        }
    }

    /// Whether a server has run on this directory before.
    package var hasState: Bool { access(databasePath, F_OK) == 0 }

    private static func makeDirectories(_ path: String) throws(StateStoreError) {
        if mkdir(path, 0o700) == 0 { return }
        switch errno {
        case EEXIST:
            guard isDirectory(path) else { throw .directoryNotUsable(path: path, reason: "it is not a directory") }
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
                throw .directoryNotUsable(path: path, reason: SystemError.latest.description)
            }
            try makeDirectories(String(path[..<slash]))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw .directoryNotUsable(path: path, reason: SystemError.latest.description)
            }
        default:
            throw .directoryNotUsable(path: path, reason: SystemError.latest.description)
        }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private func checkNobodyElseMayWrite() throws(StateStoreError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw .directoryNotUsable(path: path, reason: SystemError.latest.description)
        }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw .directoryNotUsable(path: path, reason: "other users may write to it; run chmod go-w '\(path)'")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw .directoryNotUsable(path: path, reason: SystemError.latest.description)
        }
    }
}
