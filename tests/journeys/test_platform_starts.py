"""One command starts everything; stopping it leaves nobody behind and loses nothing."""

import os
import signal
import socket
import time

import httpx
import psutil
import pytest

from deploy.local.seed.cast import PASSWORD

pytestmark = pytest.mark.timeout(300)


def sign_in(web, email="mai@unlit.example"):
    return httpx.post(
        f"{web}/api/v1/auth/login",
        json={"email": email, "password": PASSWORD, "client": "native"},
        timeout=20,
    )


def until(holds, within=30):
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def survivors(processes):
    return [process for process in processes if runs(process)]


def runs(process):
    """A zombie does not: it waits for its parent to hear of its end."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # It ended between the two.
        return False


def test_everything_answers_and_the_table_says_where(platform):
    for service in ("user-cessation", "social-media"):
        assert httpx.get(f"{platform.urls[service]}/readyz").json()["ready"] is True
    for line in (platform.web, "/mailbox", "admin@unlit.example", PASSWORD, "logs/"):
        assert line in platform.output


def test_a_demo_member_signs_in_through_the_gateway_and_sees_two_months(platform):
    token = sign_in(platform.web).json()["access_token"]

    progress = httpx.get(
        f"{platform.web}/api/v1/progress", headers={"Authorization": f"Bearer {token}"}
    ).json()

    assert progress["status"] == "quit"
    assert progress["check_ins_total"] > 50
    assert progress["coach"]["display_name"] == "Linh Nguyễn"


def test_a_demo_coach_has_members_conversations_and_news(platform):
    token = sign_in(platform.web, "coach.sam@unlit.example").json()["access_token"]

    def get(path):
        reply = httpx.get(
            f"{platform.web}/api/v1{path}", headers={"Authorization": f"Bearer {token}"}
        )
        return reply.json()["items"]

    assert len(get("/coaching/members")) == 6
    assert len(get("/conversations")) == 5 + 1  # with each of them, and in the cohort
    assert {item["category"] for item in get("/notifications")} >= {"progress", "coaching"}


@pytest.mark.parametrize("name", ["relay", "consumer", "quit-consumer"])
def test_a_messenger_that_is_killed_is_started_again(platform, name):
    before = platform.pid_of(name)

    os.kill(before, signal.SIGKILL)

    until(lambda: platform.pid_of(name) != before)
    assert psutil.pid_exists(platform.pid_of(name))


def test_a_killed_worker_is_replaced_and_the_platform_goes_on(platform):
    before = set(platform.workers_of("user-cessation"))

    os.kill(min(before), signal.SIGKILL)

    until(lambda: len(set(platform.workers_of("user-cessation")) - before) == 1)
    assert platform.process.poll() is None


def what_is_kept(web):
    """What two people would miss: who they are, what they wrote, and what they have yet to read."""
    kept = {}
    for email in ("mai@unlit.example", "coach.linh@unlit.example"):
        answer = sign_in(web, email).json()
        headers = {"Authorization": f"Bearer {answer['access_token']}"}

        def get(path, headers=headers):
            reply = httpx.get(f"{web}/api/v1{path}", headers=headers, timeout=20)
            reply.raise_for_status()
            return reply.json()

        conversations = get("/conversations")["items"]
        kept[email] = {
            "user": answer["user"],
            "check_ins": get("/check-ins?limit=100")["items"],
            "conversations": conversations,
            "messages": [
                get(f"/conversations/{conversation['conversation_id']}/messages")["items"]
                for conversation in conversations
            ],
            "notifications": get("/notifications?unread=true"),
        }
    return kept


def test_stopping_leaves_nobody_behind_and_starting_again_keeps_everything(starter):
    first = starter.start()
    first.wait_until_ready()
    mine = first.descendants()
    before = what_is_kept(first.web)

    assert first.stop() == 0

    assert survivors(mine) == []
    assert before["mai@unlit.example"]["check_ins"]
    assert before["coach.linh@unlit.example"]["messages"]
    assert before["coach.linh@unlit.example"]["notifications"]["unread"] > 0
    again = starter.start()
    try:
        again.wait_until_ready()
        assert what_is_kept(again.web) == before
    finally:
        again.stop()


def test_being_stopped_while_it_starts_leaves_nobody_behind(starter):
    run = starter.start()
    until(lambda: "✓ PostgreSQL" in run.output)
    mine = run.descendants()

    assert run.stop() == 0

    assert survivors(mine) == []


def test_being_killed_outright_leaves_nobody_behind(starter):
    run = starter.start()
    until(lambda: "✓ AWS emulator" in run.output, within=60)
    mine = run.descendants()

    run.process.kill()
    run.wait()

    until(lambda: survivors(mine) == [])


def test_a_part_that_dies_ends_the_run_with_its_name(starter):
    run = starter.start()
    until(lambda: "✓ AWS emulator" in run.output, within=60)
    mine = run.descendants()
    (mongod,) = [process for process in mine if process.name() == "mongod"]

    mongod.kill()

    assert run.wait() == 1
    assert "mongod was killed by SIGKILL" in run.output
    assert survivors(mine) == []


def test_a_busy_port_is_named(starter):
    with socket.create_server(("127.0.0.1", starter.ports.social_media)):
        run = starter.start()

        assert run.wait() == 1

    assert f"Port {starter.ports.social_media} is in use" in run.output
    assert "SOCIAL_MEDIA_PORT" in run.output
    assert "Traceback" not in run.output


def test_a_second_platform_on_the_same_state_is_refused(platform, starter_in):
    second = starter_in(platform.directory).start()

    assert second.wait() == 1
    assert "is running already" in second.output
