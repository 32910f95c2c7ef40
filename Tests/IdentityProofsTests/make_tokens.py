#!/usr/bin/env python3
"""Writes `tokens.json`: one token and its public key for each signature algorithm. Needs the `cryptography` package.

    python3 Tests/IdentityProofsTests/make_tokens.py
"""

import base64
import json
import pathlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
CURVES = {"256": ("P-256", ec.SECP256R1(), 32), "384": ("P-384", ec.SECP384R1(), 48), "512": ("P-521", ec.SECP521R1(), 66)}
CLAIMS = {"iss": "https://issuer.example.com", "sub": "subject", "aud": ["one", "two"], "iat": 1, "exp": 4102444800}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value, count=None):
    return base64url(value.to_bytes(count or (value.bit_length() + 7) // 8, "big"))


def signed(algorithm, sign):
    parts = [base64url(json.dumps(part).encode()) for part in ({"alg": algorithm, "kid": algorithm}, CLAIMS)]
    text = ".".join(parts)
    return f"{text}.{base64url(sign(text.encode()))}"


def rsa_token(bits):
    key = rsa.generate_private_key(65537, 2048)
    numbers = key.public_key().public_numbers()
    jwk = {"kty": "RSA", "kid": f"RS{bits}", "n": number(numbers.n), "e": number(numbers.e)}
    return jwk, signed(f"RS{bits}", lambda text: key.sign(text, padding.PKCS1v15(), HASHES[bits]))


def ec_token(bits):
    name, curve, count = CURVES[bits]
    key = ec.generate_private_key(curve)
    point = key.public_key().public_numbers()
    jwk = {"kty": "EC", "kid": f"ES{bits}", "crv": name, "x": number(point.x, count), "y": number(point.y, count)}

    def sign(text):
        r, s = decode_dss_signature(key.sign(text, ec.ECDSA(HASHES[bits])))
        return r.to_bytes(count, "big") + s.to_bytes(count, "big")

    return jwk, signed(f"ES{bits}", sign)


made = [make(bits) for make in (rsa_token, ec_token) for bits in HASHES]
document = {"keys": [jwk for jwk, _ in made], "tokens": [token for _, token in made]}
pathlib.Path(__file__).with_name("tokens.json").write_text(json.dumps(document, indent=2) + "\n")
