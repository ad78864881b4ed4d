import { beforeEach, describe, expect, test, vi } from "vitest";
import { Problem, Unreachable } from "@/api/problem";
import type { Grant } from "@/api/types";
import { FakeClock, settled } from "@/testing/clock";
import { Session, type Channel, type Exclusive } from "./session";

const HOUR = 3_600_000;

/** A BroadcastChannel of one page: everybody but the speaker hears. */
class Room {
  readonly #channels: Channel[] = [];

  join(): Channel {
    const channel: Channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of this.#channels) {
          if (other !== channel) other.onmessage?.({ data } as MessageEvent);
        }
      },
    };
    this.#channels.push(channel);
    return channel;
  }
}

/** A lock like the browser's: one holder at a time, first come, first served. */
function lock(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

let clock: FakeClock;
let room: Room;
let exclusive: Exclusive;
let refresh: ReturnType<typeof vi.fn<() => Promise<Grant>>>;
let logout: ReturnType<typeof vi.fn<() => Promise<undefined>>>;
let granted: number;

function grant(): Grant {
  return {
    access_token: `t${++granted}`,
    expires_in: 3600,
    user: { user_id: "lan", display_name: "Lan", role: "member" },
  };
}

function openTab() {
  return new Session({ refresh, logout, clock, channel: room.join(), exclusive });
}

beforeEach(() => {
  clock = new FakeClock();
  room = new Room();
  exclusive = lock();
  granted = 0;
  refresh = vi.fn(() => Promise.resolve(grant()));
  logout = vi.fn(() => Promise.resolve(undefined));
});

describe("registering by way of another provider", () => {
  test("an unfinished registration is known in every tab until it is finished", () => {
    const [here, there] = [openTab(), openTab()];

    here.signedIn({ ...grant(), missing: "registration" });

    expect(there.state()).toMatchObject({ status: "signed_in", incomplete: true });
    const token = here.token();
    here.completed({ user_id: "lan", display_name: "Lan Anh", role: "member" });
    for (const tab of [here, there]) {
      expect(tab.state()).toMatchObject({ incomplete: false, user: { display_name: "Lan Anh" } });
      expect(tab.token()).toBe(token);
    }
  });

  test("a sign-in that has ended meanwhile does not come back by being completed", () => {
    const session = openTab();
    session.signedIn({ ...grant(), missing: "registration" });
    session.ended();

    session.completed({ user_id: "lan", display_name: "Lan", role: "member" });

    expect(session.state()).toMatchObject({ status: "signed_out" });
  });
});

describe("starting", () => {
  test("a good cookie signs the person in", async () => {
    const session = openTab();

    await session.start();

    expect(session.state()).toMatchObject({ status: "signed_in", user: { user_id: "lan" } });
    expect(session.token()).toBe("t1");
  });

  test("without a cookie nobody is signed in", async () => {
    refresh.mockRejectedValue(new Problem(401, "unauthenticated", "Sign in first"));
    const session = openTab();

    await session.start();

    expect(session.state()).toEqual({ status: "signed_out", left: false });
  });

  test("an unreachable server is tried again rather than taken for a sign-out", async () => {
    refresh.mockRejectedValueOnce(new Unreachable());
    const session = openTab();

    await session.start();
    expect(session.state()).toEqual({ status: "unreachable" });

    await clock.pass(5_000);
    expect(session.state().status).toBe("signed_in");
  });
});

describe("refreshing", () => {
  test("it happens a minute before the token ends", async () => {
    const session = openTab();
    await session.start();

    await clock.pass(HOUR - 61_000);
    expect(session.token()).toBe("t1");

    await clock.pass(1_000);
    expect(session.token()).toBe("t2");
  });

  test("many requests that find the token stale cause one refresh", async () => {
    const session = openTab();
    await session.start();

    const tokens = await Promise.all(Array.from({ length: 5 }, () => session.renew("t1")));

    expect(tokens).toEqual(["t2", "t2", "t2", "t2", "t2"]);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  test("a request that used an older token gets the present one", async () => {
    const session = openTab();
    await session.start();

    expect(await session.renew("t0")).toBe("t1");
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  test("two tabs that start together refresh once", async () => {
    const [one, two] = [openTab(), openTab()];

    await Promise.all([one.start(), two.start()]);

    expect(refresh).toHaveBeenCalledTimes(1);
    expect(two.token()).toBe("t1");
  });

  test("a revoked session ends in every tab", async () => {
    const [one, two] = [openTab(), openTab()];
    await one.start();
    refresh.mockRejectedValue(new Problem(401, "session_revoked", "Sign in again"));

    expect(await one.renew("t1")).toBeNull();
    expect(await two.renew("t1")).toBeNull();
    expect(one.state()).toEqual({ status: "signed_out", left: true });
    expect(two.state()).toEqual({ status: "signed_out", left: true });
  });

  test("a passing failure keeps the person signed in", async () => {
    const session = openTab();
    await session.start();
    refresh.mockRejectedValueOnce(new Problem(503, "unavailable", "Later"));

    await expect(session.renew("t1")).rejects.toThrow("Later");

    expect(session.state().status).toBe("signed_in");
    await clock.pass(5_000);
    expect(session.token()).toBe("t2");
  });
});

describe("ending", () => {
  test("signing out ends every tab, even when the server cannot be told", async () => {
    const [one, two] = [openTab(), openTab()];
    await one.start();
    logout.mockRejectedValue(new Unreachable());

    await one.signOut();

    expect(one.state()).toEqual({ status: "signed_out", left: true });
    expect(two.state()).toEqual({ status: "signed_out", left: true });
    expect(two.token()).toBeNull();
  });

  test("nothing is refreshed afterwards", async () => {
    const session = openTab();
    await session.start();

    await session.signOut();
    await clock.pass(2 * HOUR);
    await settled();

    expect(refresh).toHaveBeenCalledTimes(1);
  });
});
