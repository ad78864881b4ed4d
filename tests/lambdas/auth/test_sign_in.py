"""Signing in."""


def test_a_member_signs_in_with_the_right_password(post, member):
    reply = post("/auth/login", member.credentials)

    assert reply.status == 200, reply.text
    assert reply.json["user"] == {
        "user_id": str(member.user_id),
        "display_name": "Mai",
        "role": "member",
    }
