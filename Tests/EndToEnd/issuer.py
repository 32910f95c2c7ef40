"""Web identity tokens and the issuer that vouches for them, without any library: RSA is a power modulo a number."""

import base64
import contextlib
import hashlib
import http.server
import json
import threading
import time

EXPONENT = 65537
# Test keys: modulus and private exponent. They protect nothing.
KEYS = [
    (
        int(
            "b6fe92ed3e5dda00ddc3472881369b57c61febbfde0d210537673248019a9bf2ca6beaf28c704577571e1d4ba7a60054"
            "55952354aa3252c2be016a843497d6a60d39014bb4ca70d69922b9ee6e6386da6cafcb931eb5ed8d02ac56cf0375c1a5"
            "fd781f519c19e6060692b69e45d85dd8c1e2b121fdd0b81d16fac8c957f27caf3284f508b54e2933fef569c1f609d454"
            "0df8ffdc6102aeac55fa534d7ceffa0a89e46cd3fc7d01210975dc5f1a42a7b500dbee73dac613c6e52d7adbcd2c56f1"
            "b046328ea05165335952bfbf905ba793975521e61e0bd201a06ceea29e311e1f32cd9b3a8577986121c229f00224daf0"
            "ea6016f60e7fbbd278fc72073b628889"
            , 16,
        ),
        int(
            "0b08b1f3f62fbddbbc2e1b2b4e674184a5b5fa5c190287a6d8895e171e144ed4f14457e804c9d19679929f9cebe0998d"
            "26ea958a745cbbc571a42f8d05dd7b46e09890586feff3a52cef52c6155d3b9e0e06fcea6e63f537ec725725a7b0165b"
            "70e628fff313fe07b25119b67f6afacafd7332cfb98de29c211796bb1fea1cd4700e354c9edb6a5b486109caca9b7631"
            "678f20babb321ff8f322e04462e5053efb01d4e4c0a0d63675826aee80cbcb648498e222e7a158f2a02aa26d874b352f"
            "3f15c8e49b2b1fb41b9d8fb43c3c9485dd72acf85a68eb947691282b46ec5bd4ab8d9af6628e22ef7da85b87ea0dc81d"
            "b44ed72c886d029410e6a850cd7f0951"
            , 16,
        ),
    ),
    (
        int(
            "d08ae01668715bf3dbfc74a0ae026ccfd6c2e2ed9f75c824c8357ad28d2d68ee88a829ca66806f246622d8f9c8afa836"
            "ed5183b195cd6b986f5bedad8da7dc6f1589168b499d7e9a67166a80cb7b0839792d9941ae0ac0d4ab72c12ca2e3a130"
            "4a80a1049c37fe738af3ba7c07203a7141058c960354fd26adec93592e8bb40b9427b786d72876e536bb676f1950b3ff"
            "7f7b81f334810f243bb5009c9980ef2d9b6988aef582d771ee0ff6979cc10ecd1f218fb318a375ea9bd7f29589b9efa7"
            "5e0151288e635727fe9368a8970d683f561084e029f989f2e4c868268ae8f7d4faab21480f753be7774b9fa1fb00c62f"
            "ba86293f74e3e95c0734db87a50405c5"
            , 16,
        ),
        int(
            "658e2bc05dce4e743bfdfe21bd7baad7b0032a1583e10cbd74ce2e68d89d738b2dfb8e966542485d966b83f46819bab6"
            "3cedc44f37df58755c4d8d3a4650a795650c64712241534507ccafc2d6d4ac55a8c05ef0d03ba65a2abff078b73e58e1"
            "b6765b736e4c0a5ae420fb00a94bb58a2f9aef32a29ec1c5134fb115ee07d47e29ee168471eb722d6632c230ebcfd6f4"
            "02f8d81cde4f1bab18942ede738039567289a7f44e9f3adef2fa907b184186cb8f83e6e538530d7cdba72b5ec7b62c9e"
            "d1bf8ea4848b66689bebe395fd5d9cc6e4c37988541a64fe6cd8d5a049e446f3776f3899cdd48b3e3baf4cb90e1b221a"
            "22e6208d74335cf4e329e1ad89b6b7a5"
            , 16,
        ),
    ),
]
# DER of the algorithm's name and the place of the hash: RFC 8017, section 9.2.
SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signature(text, key):
    modulus, private = key
    encoded = SHA256_PREFIX + hashlib.sha256(text).digest()
    padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(encoded)) + b"\x00" + encoded
    return pow(int.from_bytes(padded, "big"), private, modulus).to_bytes(256, "big")


class Issuer:
    """An OpenID Connect issuer on this host that answers with whatever a test puts into `documents`."""

    def __init__(self):
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.requests.append(self.path)
                status, document = issuer.documents.get(self.path, (404, {}))
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.name = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.name}"
        self.requests = []
        self.documents = {}
        self.publish([0])
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def publish(self, keys):
        """Offers the discovery document and the public halves of some of `KEYS`."""
        self.documents = {
            "/.well-known/openid-configuration": (200, {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}),
            "/keys": (
                200,
                {
                    "keys": [
                        {
                            "kty": "RSA",
                            "alg": "RS256",
                            "use": "sig",
                            "kid": f"key-{index}",
                            "n": base64url(KEYS[index][0].to_bytes(256, "big")),
                            "e": base64url(EXPONENT.to_bytes(3, "big")),
                        }
                        for index in keys
                    ]
                },
            ),
        }

    def token(self, key=0, header=None, **claims):
        """A token that is good for five minutes unless the claims say otherwise; a claim of None is left out."""
        now = int(time.time())
        claims = {"iss": self.url, "sub": "someone", "aud": "client", "iat": now, "exp": now + 300} | claims
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": f"key-{key}"} | (header or {})
        text = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
        return f"{text}.{base64url(signature(text.encode(), KEYS[key]))}"

    def close(self):
        with contextlib.suppress(OSError):
            self.server.shutdown()
            self.server.server_close()
