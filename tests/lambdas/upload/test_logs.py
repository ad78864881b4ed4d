"""Nothing about anybody is ever logged: no token, no address, nothing a picture says."""

import uuid

CANARY = "canary-location-48.8584"


def test_a_whole_upload_leaves_no_secret_in_the_logs(
    call, begin, storage, deliver, picture, member, as_user, log, capfd, caplog
):
    token = as_user(member)["Authorization"].removeprefix("Bearer ")

    good, bad = begin(), begin("image/jpeg")
    storage.put(good["fields"]["key"], picture(comment=CANARY))
    storage.put(bad["fields"]["key"], b"\xff\xd8\xff" + CANARY.encode())
    deliver()
    call("GET", f"/uploads/{good['upload_id']}", member)
    call("GET", f"/uploads/{uuid.uuid4()}", member)
    call("POST", "/uploads", member, {"purpose": CANARY, "content_type": CANARY})
    call("POST", "/uploads", None, {"purpose": "avatar"})

    printed = capfd.readouterr()
    everything = log.getvalue() + printed.out + printed.err + caplog.text
    secrets = [token, CANARY, good["fields"]["policy"], "people.example", "Signature="]
    assert everything.count('"message":"request"') >= 5
    assert "UploadRejected" in everything
    assert [secret for secret in secrets if secret in everything] == []
