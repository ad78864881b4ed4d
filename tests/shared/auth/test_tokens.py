"""Every token somebody would like us to believe, and the one we do."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey

from shared.auth.jwks import KeyCache
from shared.auth.tokens import GOOD_FOR, LEEWAY, LONGEST, Verifier
from shared.models.problem import Unauthenticated

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
SUBJECT = "0190a6f2-7c1e-7b5a-9d1f-0123456789ab"
CLAIMS = {
    "iss": ISSUER,
    "sub": SUBJECT,
    "client_id": "the-web-app",
    "token_use": "access",
    "origin_jti": "a sign-in",
    "jti": "a token",
    "iat": SECONDS - 60,
    "exp": SECONDS + 840,
}
HEADER = {"alg": "RS256", "kid": "tests"}


def encoded(part):
    """One part of a compact token; text is taken as it is, so that it may be odd."""
    document = part if isinstance(part, str) else json.dumps(part)
    return base64.urlsafe_b64encode(document.encode()).rstrip(b"=").decode()


def signed(key, payload=CLAIMS, header=HEADER):
    """A compact token whose signature is good, whatever its header and payload say."""
    signing_input = f"{encoded(header)}.{encoded(payload)}".encode()
    signature = key.private_key.sign(signing_input, PKCS1v15(), SHA256())
    return f"{signing_input.decode()}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def with_claims(**claims):
    return {**CLAIMS, **claims}


def without(name):
    return {key: value for key, value in CLAIMS.items() if key != name}


def with_raw(name, raw):
    """The payload's JSON with one value written by hand."""
    return json.dumps(with_claims(**{name: "@"})).replace('"@"', raw)


@pytest.fixture(scope="module")
def rogue():
    """A key of somebody else, under the id of ours."""
    return RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})


@pytest.fixture
def verify(jwks):
    verifier = Verifier(
        KeyCache(lambda: jwks), issuer=ISSUER, client_ids=frozenset({"the-web-app"})
    )

    def at_noon(token):
        return verifier.verify(token, now=NOW)

    return at_noon


def test_a_token_that_was_good_is_refused_once_it_is_over(jwks, signing_key):
    verifier = Verifier(
        KeyCache(lambda: jwks), issuer=ISSUER, client_ids=frozenset({"the-web-app"})
    )
    token = signed(signing_key)
    verifier.verify(token, now=NOW)

    with pytest.raises(Unauthenticated):
        verifier.verify(token, now=NOW + timedelta(seconds=840))
    with pytest.raises(Unauthenticated):
        verifier.verify(token, now=NOW - timedelta(seconds=60 + LEEWAY + 1))


def test_a_withdrawn_key_is_believed_for_a_minute_at_most(jwks, signing_key):
    class Keys(KeyCache):
        withdrawn = False

        def key(self, key_id):
            return None if self.withdrawn else super().key(key_id)

    keys, seconds = Keys(lambda: jwks), [0.0]
    verifier = Verifier(
        keys, issuer=ISSUER, client_ids=frozenset({"the-web-app"}), clock=lambda: seconds[0]
    )
    token = signed(signing_key)
    verifier.verify(token, now=NOW)
    keys.withdrawn = True

    seconds[0] = GOOD_FOR - 1
    assert str(verifier.verify(token, now=NOW).user_id) == SUBJECT
    seconds[0] = GOOD_FOR
    with pytest.raises(Unauthenticated):
        verifier.verify(token, now=NOW)


def test_a_good_token_says_who_when_and_which_sign_in(verify, signing_key):
    access = verify(signed(signing_key))

    assert str(access.user_id) == SUBJECT
    assert access.session == "a sign-in"
    assert access.issued_at == NOW - timedelta(seconds=60)
    assert access.expires_at == NOW + timedelta(seconds=840)


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(with_claims(iat=SECONDS + LEEWAY), id="issued by a clock that is ahead"),
        pytest.param(with_claims(nbf=SECONDS + LEEWAY), id="good from about now"),
        pytest.param(with_claims(exp=SECONDS + 1), id="good for one more second"),
        pytest.param(with_claims(exp=SECONDS + 0.5), id="good for half a second"),
        pytest.param(with_claims(scope="x", **{"cognito:groups": "admin"}), id="further claims"),
    ],
)
def test_a_token_at_the_edge_is_still_good(verify, signing_key, payload):
    assert str(verify(signed(signing_key, payload)).user_id) == SUBJECT


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(without("exp"), id="exp missing"),
        pytest.param(with_claims(exp=str(SECONDS + 840)), id="exp a string"),
        pytest.param(with_claims(exp=None), id="exp null"),
        pytest.param(with_claims(exp=True), id="exp true"),
        pytest.param(with_claims(exp=[SECONDS + 840]), id="exp a list"),
        pytest.param(with_raw("exp", "NaN"), id="exp NaN"),
        pytest.param(with_raw("exp", "Infinity"), id="exp Infinity"),
        pytest.param(with_raw("exp", "1e400"), id="exp 1e400"),
        pytest.param(with_raw("exp", "9" * 400), id="exp of 400 digits"),
        pytest.param(with_raw("exp", "9" * 5000), id="exp of 5000 digits"),
        pytest.param(with_claims(exp=-1), id="exp negative"),
        pytest.param(with_claims(exp=SECONDS - 1), id="exp past"),
        pytest.param(with_claims(exp=SECONDS), id="exp now"),
        pytest.param(with_claims(nbf=SECONDS + LEEWAY + 1), id="nbf future"),
        pytest.param(with_claims(nbf="now"), id="nbf a string"),
        pytest.param(without("iat"), id="iat missing"),
        pytest.param(with_claims(iat=SECONDS + LEEWAY + 1), id="iat future"),
        pytest.param(with_claims(iat={}), id="iat an object"),
        pytest.param(without("iss"), id="iss missing"),
        pytest.param(with_claims(iss=ISSUER + "x"), id="iss longer"),
        pytest.param(with_claims(iss=ISSUER[:-1]), id="iss a prefix"),
        pytest.param(with_claims(iss=ISSUER + "/"), id="iss with a slash"),
        pytest.param(with_claims(iss=ISSUER.replace("https", "http")), id="iss http"),
        pytest.param(with_claims(iss=ISSUER.upper()), id="iss upper case"),
        pytest.param(with_claims(iss=[ISSUER]), id="iss a list"),
        pytest.param(without("client_id"), id="client missing"),
        pytest.param(with_claims(client_id="another-app"), id="client other"),
        pytest.param(with_claims(client_id=["the-web-app"]), id="client a list"),
        pytest.param(with_claims(client_id={}), id="client an object"),
        pytest.param(
            {**without("client_id"), "aud": "the-web-app"}, id="audience in place of client"
        ),
        pytest.param(without("token_use"), id="token_use missing"),
        pytest.param(with_claims(token_use="id"), id="an ID token"),
        pytest.param(with_claims(token_use="refresh"), id="a refresh token"),
        pytest.param(with_claims(token_use=["access"]), id="token_use a list"),
        pytest.param(without("sub"), id="sub missing"),
        pytest.param(with_claims(sub=7), id="sub a number"),
        pytest.param(with_claims(sub={"$ne": None}), id="sub an object"),
        pytest.param(with_claims(sub="admin"), id="sub not a UUID"),
        pytest.param(with_claims(sub=""), id="sub empty"),
        pytest.param(with_claims(sub=SUBJECT.upper()), id="sub upper case"),
        pytest.param(with_claims(sub=SUBJECT.replace("-", "")), id="sub without dashes"),
        pytest.param(with_claims(sub="{" + SUBJECT + "}"), id="sub in braces"),
        pytest.param(with_claims(sub=SUBJECT + "\n"), id="sub with a newline"),
        pytest.param(without("origin_jti"), id="sign-in missing"),
        pytest.param(with_claims(origin_jti=""), id="sign-in empty"),
        pytest.param(with_claims(origin_jti="x" * 101), id="sign-in too long"),
        pytest.param(with_claims(origin_jti=["x"]), id="sign-in a list"),
        pytest.param(
            json.dumps(CLAIMS)[:-1] + ', "sub": "' + SUBJECT + '"}', id="a claim given twice"
        ),
        pytest.param("[]", id="payload a list"),
        pytest.param("null", id="payload null"),
        pytest.param("exp", id="payload not JSON"),
        pytest.param("{", id="payload cut off"),
        pytest.param('{"a":' * 900 + "1" + "}" * 900, id="payload nested deep"),
    ],
)
def test_signed_by_us_but_wrong_is_refused(verify, signing_key, payload):
    with pytest.raises(Unauthenticated):
        verify(signed(signing_key, payload))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param({"alg": "RS256"}, id="no key id"),
        pytest.param({"alg": "RS256", "kid": "unknown"}, id="an unknown key id"),
        pytest.param({"alg": "RS256", "kid": ["tests"]}, id="a list of key ids"),
        pytest.param({"alg": "RS256", "kid": {}}, id="an object for a key id"),
        pytest.param({"alg": "RS256", "kid": "../../tests"}, id="a path for a key id"),
        pytest.param({"alg": "RS256", "kid": "' OR 1=1 --"}, id="SQL for a key id"),
        pytest.param({"kid": "tests"}, id="no algorithm"),
        pytest.param({"alg": None, "kid": "tests"}, id="algorithm null"),
        pytest.param({"alg": ["RS256"], "kid": "tests"}, id="a list of algorithms"),
        pytest.param({"alg": {}, "kid": "tests"}, id="an object for an algorithm"),
        pytest.param({"alg": "rs256", "kid": "tests"}, id="algorithm in lower case"),
        pytest.param({"alg": "RS512", "kid": "tests"}, id="another RSA algorithm"),
        pytest.param({"alg": "PS256", "kid": "tests"}, id="another padding"),
        pytest.param({"alg": "ES256", "kid": "tests"}, id="another kind of key"),
        pytest.param({**HEADER, "crit": ["exp"]}, id="something critical"),
        pytest.param({**HEADER, "crit": []}, id="nothing critical"),
        pytest.param({**HEADER, "crit": None}, id="critical null"),
        pytest.param({**HEADER, "crit": ["b64"], "b64": False}, id="an unencoded payload"),
        pytest.param('{"alg":"none","alg":"RS256","kid":"tests"}', id="algorithm given twice"),
        pytest.param('{"alg":"RS256","kid":"rogue","kid":"tests"}', id="key id given twice"),
        pytest.param("[]", id="header a list"),
        pytest.param("null", id="header null"),
        pytest.param('"RS256"', id="header a string"),
        pytest.param("7", id="header a number"),
        pytest.param("alg", id="header not JSON"),
        pytest.param("[" * 3000, id="header nested deep"),
        pytest.param('{"a":' * 900 + "1" + "}" * 900, id="header of objects nested deep"),
        pytest.param('{"alg":"RS256","kid":"\\ud800"}', id="header not Unicode"),
    ],
)
def test_a_header_we_do_not_follow_is_refused(verify, signing_key, header):
    with pytest.raises(Unauthenticated):
        verify(signed(signing_key, header=header))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", ""])
@pytest.mark.parametrize("signature", ["", "AA", "bm9uZQ"])
def test_an_unsigned_token_is_refused(verify, algorithm, signature):
    token = f"{encoded({**HEADER, 'alg': algorithm})}.{encoded(CLAIMS)}.{signature}"

    with pytest.raises(Unauthenticated):
        verify(token)


@pytest.mark.parametrize("secret", ["PEM", "PKCS#1", "DER", "modulus", "JWK", "nothing"])
@pytest.mark.parametrize(("algorithm", "digest"), [("HS256", "sha256"), ("HS512", "sha512")])
def test_our_public_key_is_no_secret_to_sign_with(verify, signing_key, secret, algorithm, digest):
    public = signing_key.public_key
    key = {
        "PEM": public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        "PKCS#1": public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1),
        "DER": public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        "modulus": signing_key.as_dict(private=False)["n"].encode(),
        "JWK": json.dumps(signing_key.as_dict(private=False)).encode(),
        "nothing": b"",
    }[secret]
    signing_input = f"{encoded({**HEADER, 'alg': algorithm})}.{encoded(CLAIMS)}"
    mac = hmac.new(key, signing_input.encode(), digest).digest()
    token = f"{signing_input}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    with pytest.raises(Unauthenticated):
        verify(token)


@pytest.mark.parametrize("trick", ["nothing more", "jwk", "jku", "x5u", "x5c", "x5t"])
def test_a_key_the_token_brings_along_is_not_used(verify, rogue, trick):
    public = rogue.as_dict(private=False)
    bait = {
        "nothing more": {},
        "jwk": {"jwk": public},
        "jku": {"jku": "https://attacker.example/jwks.json"},
        "x5u": {"x5u": "https://attacker.example/chain.pem"},
        "x5c": {"x5c": [base64.b64encode(b"a certificate").decode()]},
        "x5t": {"x5t": encoded("a certificate")},
    }[trick]

    with pytest.raises(Unauthenticated):
        verify(signed(rogue, header={**HEADER, **bait}))


def test_changing_any_part_is_noticed(verify, signing_key):
    header, payload, signature = signed(signing_key).split(".")
    promoted = encoded(with_claims(sub=str(uuid4())))
    _, _, other_signature = signed(signing_key, with_claims(jti="another")).split(".")

    for token in (
        f"{header}.{promoted}.{signature}",
        f"{header}.{payload}.{other_signature}",
        f"{header}.{payload}.{signature[:-4]}",
        f"{header}.{payload}.{signature}AAAA",
        f"{encoded({**HEADER, 'typ': 'at+jwt'})}.{payload}.{signature}",
    ):
        with pytest.raises(Unauthenticated):
            verify(token)


def test_every_character_of_a_signature_counts(verify, signing_key):
    """The last one too, though some of its bits do not reach the signature."""
    token = signed(signing_key)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    for replacement in alphabet.replace(token[-1], ""):
        with pytest.raises(Unauthenticated):
            verify(token[:-1] + replacement)


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param("", id="empty"),
        pytest.param(".", id="a dot"),
        pytest.param("..", id="two dots"),
        pytest.param("{h}.{p}", id="two parts"),
        pytest.param("{h}.{p}.", id="no signature"),
        pytest.param("{h}.{p}.{s}.{s}", id="four parts"),
        pytest.param("{h}.{p}.{s}.{s}.{s}", id="five parts, like an encrypted one"),
        pytest.param("{h}..{s}", id="no payload"),
        pytest.param(".{p}.{s}", id="no header"),
        pytest.param("{h}.{p}.{s}=", id="padded"),
        pytest.param("{h}.{p}.{s}\n", id="a newline after it"),
        pytest.param(" {h}.{p}.{s}", id="a space before it"),
        pytest.param("{h}.{p}.{s}\x00", id="a NUL after it"),
        pytest.param("{h}.{p}.é{s}", id="beyond ASCII"),
        pytest.param("{h}.{p}.+{s}", id="the other base64"),
        pytest.param("A.{p}.{s}", id="a header of one character"),
        pytest.param('{{"payload":"{p}","signature":"{s}"}}', id="the JSON serialisation"),
    ],
)
def test_what_has_not_the_shape_of_a_token_is_refused(verify, signing_key, shape):
    header, payload, signature = signed(signing_key).split(".")

    with pytest.raises(Unauthenticated):
        verify(shape.format(h=header, p=payload, s=signature))


def test_a_token_of_eight_kilobytes_is_read_and_a_longer_one_is_not(verify, signing_key):
    room = LONGEST - len(signed(signing_key, with_claims(padding="")))
    fits = signed(signing_key, with_claims(padding="x" * (room * 3 // 4 - 3)))
    longer = signed(signing_key, with_claims(padding="x" * (room * 3 // 4 + 9)))
    assert len(fits) <= LONGEST < len(longer)

    assert str(verify(fits).user_id) == SUBJECT
    with pytest.raises(Unauthenticated):
        verify(longer)
