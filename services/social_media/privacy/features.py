"""Every feature that has collections: who adds one, adds it here. A test compares."""

from collections.abc import Sequence

from services.social_media.audit import privacy as audit
from services.social_media.blocks import privacy as blocks
from services.social_media.buddies import privacy as buddies
from services.social_media.cases import privacy as cases
from services.social_media.chat import privacy as chat
from services.social_media.cohorts import privacy as cohorts
from services.social_media.contacts import privacy as contacts
from services.social_media.delivery import privacy as delivery
from services.social_media.feed import privacy as feed
from services.social_media.groups import privacy as groups
from services.social_media.manners import privacy as manners
from services.social_media.milestones import privacy as milestones
from services.social_media.moderation import privacy as moderation
from services.social_media.mutedwords import privacy as mutedwords
from services.social_media.notifications import privacy as notifications
from services.social_media.people import privacy as people
from services.social_media.pictures import privacy as pictures
from services.social_media.preferences import privacy as preferences
from services.social_media.presence import privacy as presence
from services.social_media.privacy.models import Feature
from services.social_media.reactions import privacy as reactions
from services.social_media.reports import privacy as reports
from services.social_media.rooms import privacy as rooms
from services.social_media.sanctions import privacy as sanctions
from services.social_media.sockets import privacy as sockets
from services.social_media.webpush import privacy as webpush

FEATURES: Sequence[Feature] = (
    *(people, pictures, milestones, contacts, buddies, blocks, rooms, groups, cohorts),
    *(feed, reactions, chat, cases, moderation, manners, presence, sockets),
    *(preferences, webpush, delivery, audit, notifications),
    *(sanctions, reports, mutedwords),
)

OURS = ("exports", "erasures", "tombstones")
"""Of this feature itself: they name nobody."""

NAMELESS = ("picks", "job_runs")
"""Of others, which are about nobody."""
