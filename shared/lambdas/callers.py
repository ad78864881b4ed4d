"""Who calls an API function: tokens by the pool's keys, standing by our own record."""

from shared.auth.authenticator import Authenticator
from shared.auth.tokens import verifier_for
from shared.lambdas.database import Database
from shared.postgres.standing import standing_of
from shared.settings import TokenSettings


def authenticator_for(settings: TokenSettings, database: Database) -> Authenticator:
    return Authenticator(verifier_for(settings), standing_of(database.transaction))
