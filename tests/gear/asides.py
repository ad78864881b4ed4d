"""Two people of whom one blocked or muted the other: the columns of every table about that."""

RELATIONS = ("I blocked", "they blocked", "I muted", "they muted")
NO_BLOCK = (False, False, True, True)
"""Not across a block, from either side; a mute changes nothing."""

UNASKED = (False, False, False, True)
"""Nor is whoever I muted brought before me."""


def set_aside(ask, me, other, relation):
    """Let one of them block or mute the other."""
    by, kind = relation.split()
    one, another = (me, other) if by == "I" else (other, me)
    path = "blocks" if kind == "blocked" else "mutes"
    assert ask(one, "PUT", f"/{path}/{another.user_id}").status_code == 204
