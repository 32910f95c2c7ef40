/// Key material and tokens print as stars, also where all of a value's parts are printed.

extension HMACKey: CustomStringConvertible, CustomReflectable {
    var description: String { "***" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    var description: String { "***" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension P256Key: CustomStringConvertible, CustomReflectable {
    var description: String { "***" }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension SignatureClaim: CustomReflectable {
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "algorithm": algorithm, "form": form, "accessKeyID": accessKeyID, "signedAt": signedAt,
                "sessionToken": sessionToken == nil ? "none" : "***", "payload": payload,
            ]
        )
    }
}
