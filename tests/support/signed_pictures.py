"""Pictures with content credentials, signed by an agency that there is not."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from articles.imaging import MEDIA_TYPES
from tests.support import pictures

SIGNER = "Қарағаш агенттігі"
SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def signed(format="JPEG", source="digitalCapture", remote="", **size) -> bytes:
    """A drawn picture that a camera of this ``source`` signed.

    With ``remote``, an address, its credentials are not in it but there.
    """
    made = {
        "claim_generator_info": [{"name": "Сынақ камерасы", "version": "2.1"}],
        "assertions": [
            {
                "label": "c2pa.actions",
                "data": {
                    "actions": [{"action": "c2pa.created", "digitalSourceType": SOURCES + source}]
                },
            }
        ],
    }
    builder = c2pa.Builder(json.dumps(made))
    if remote:
        builder.set_no_embed()
        builder.set_remote_url(remote)
    media_type = MEDIA_TYPES[{"TIFF": "tif"}.get(format, format.lower())]
    unsigned = BytesIO(pictures.encoded(pictures.drawn(**size), format))
    out = BytesIO()
    builder.sign(_signer(), media_type, unsigned, out)
    return out.getvalue()


@cache
def _signer():
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    authority = _certificate(
        "Сынақ орталығы", keys[1], "Сынақ орталығы", keys[1], is_authority=True
    )
    own = _certificate(SIGNER, keys[0], "Сынақ орталығы", keys[1], is_authority=False)
    chain = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (own, authority))
    key = keys[0].private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain, key, None))


def _certificate(name, key, issuer, issuer_key, *, is_authority):
    """What the standard asks of a signer's certificate, and of who vouches for it."""
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    usage |= {"digital_signature": True, "key_cert_sign": is_authority, "crl_sign": is_authority}
    public = key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGIN)
        .not_valid_after(_BEGIN + timedelta(days=3_650))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if not is_authority:
        usages = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(usages, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _name(text):
    parts = {NameOID.COUNTRY_NAME: "KZ", NameOID.ORGANIZATION_NAME: text, NameOID.COMMON_NAME: text}
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])
