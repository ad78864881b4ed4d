"""Who calls an API function: tokens by the pool's keys, standing by our own record."""

from shared.auth.authenticator import Authenticator
from shared.auth.jwks import KeyCache, fetch_from
from shared.auth.tokens import Verifier
from shared.lambdas.database import Database
from shared.postgres.standing import standing_of
from shared.settings import TokenSettings


def authenticator_for(settings: TokenSettings, database: Database) -> Authenticator:
    verifier = Verifier(
        KeyCache(fetch_from(settings.token_jwks_url)),
        issuer=settings.token_issuer,
        client_ids=settings.token_client_ids,
    )
    return Authenticator(verifier, standing_of(database.transaction))
