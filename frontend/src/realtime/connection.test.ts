import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeClock, settled } from "@/testing/clock";
import { FakeSocket, MemoryStorage } from "@/testing/socket";
import { Connection, type ConnectionState, type Credentials } from "./connection";
import { Outbox } from "./outbox";
import type { Cursors, ServerFrame } from "./protocol";

const MINUTE = 60_000;

const WELCOME: ServerFrame = {
  type: "welcome",
  protocol: 1,
  user: { user_id: "me", display_name: "Me", handle: null, role: "member" },
  heartbeat_s: 25,
  conversations: [],
};

let clock: FakeClock;
let storage: MemoryStorage;
let sockets: FakeSocket[];
let credentials: ReturnType<typeof vi.fn<(refused: string | null) => Promise<Credentials | null>>>;
let cursors: Cursors;
let states: ConnectionState[];
let connection: Connection;
let tokens: number;
let ids: number;

function connect() {
  const made = new Connection({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    credentials,
    cursors: () => cursors,
    outbox: new Outbox(storage, "me"),
    clock,
    random: () => 0.5,
    newId: () => `c${++ids}`,
  });
  made.on("state", (state) => states.push(state));
  return made;
}

function latest() {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("no socket was opened");
  return socket;
}

async function goLive() {
  connection.start();
  await settled();
  comeAlive();
}

function comeAlive() {
  latest().opens();
  latest().says(WELCOME);
  latest().says({ type: "live" });
}

beforeEach(() => {
  clock = new FakeClock();
  storage = new MemoryStorage();
  sockets = [];
  cursors = {};
  states = [];
  tokens = 0;
  ids = 0;
  credentials = vi.fn(() =>
    Promise.resolve({ token: `t${++tokens}`, expiresAt: clock.now() + 15 * MINUTE }),
  );
  connection = connect();
});

describe("beginning", () => {
  test("it says hello with a token and becomes live after the welcome", async () => {
    await goLive();

    expect(latest().sent).toEqual([{ type: "hello", token: "t1" }]);
    expect(states).toEqual(["connecting", "catching_up", "live"]);
  });

  test("a socket without a welcome is given up and tried again", async () => {
    connection.start();
    await settled();
    latest().opens();

    await clock.pass(16_000);

    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closedWith).toBe(4000);
  });

  test("it stops when nobody is signed in", async () => {
    credentials.mockResolvedValueOnce(null);

    connection.start();
    await settled();

    expect(connection.state).toBe("stopped");
    expect(sockets).toHaveLength(0);
  });

  test("it tries again when a token cannot be had for now", async () => {
    credentials.mockRejectedValueOnce(new Error("offline"));

    connection.start();
    await settled();
    await clock.pass(250);

    expect(sockets).toHaveLength(1);
  });

  test("a stop while the token is fetched opens no socket", async () => {
    connection.start();
    connection.stop();
    await settled();

    expect(sockets).toHaveLength(0);
  });

  test("frames of an unknown kind and garbage are ignored", async () => {
    await goLive();

    latest().receives('{"type":"from.the.future"}');
    latest().receives("not json");
    latest().receives(new ArrayBuffer(2));

    expect(connection.state).toBe("live");
  });
});

describe("the token", () => {
  test("a fresh one is presented on the same socket before the old one ends", async () => {
    await goLive();

    await clock.pass(15 * MINUTE - 44_000);

    expect(sockets).toHaveLength(1);
    expect(latest().of("hello")).toEqual([
      { type: "hello", token: "t1" },
      { type: "hello", token: "t2" },
    ]);
    expect(credentials).toHaveBeenLastCalledWith("t1");
  });

  test("a second welcome leaves the connection live", async () => {
    await goLive();

    latest().says(WELCOME);

    expect(connection.state).toBe("live");
  });

  test("a refused one is replaced at once", async () => {
    await goLive();

    latest().closes(4401);
    await clock.pass(0);
    comeAlive();

    expect(credentials).toHaveBeenLastCalledWith("t1");
    expect(latest().of("hello")[0]?.token).toBe("t2");
    expect(connection.state).toBe("live");
  });

  test("being refused twice in a row waits before the next attempt", async () => {
    await goLive();
    latest().closes(4401);
    await clock.pass(0);

    latest().closes(4401);
    await clock.pass(0);

    expect(sockets).toHaveLength(2);
    await clock.pass(1_000);
    expect(sockets).toHaveLength(3);
  });
});

describe("coming back", () => {
  test("the waits double, with full jitter", async () => {
    await goLive();

    for (const wait of [250, 500, 1_000, 2_000]) {
      const before = sockets.length;
      latest().closes(1006);
      await clock.pass(wait - 1);
      expect(sockets).toHaveLength(before);
      await clock.pass(1);
      expect(sockets).toHaveLength(before + 1);
    }
  });

  test("going live starts the waits over", async () => {
    await goLive();
    latest().closes(1006);
    await clock.pass(250);
    comeAlive();

    latest().closes(1006);
    await clock.pass(250);

    expect(sockets).toHaveLength(3);
  });

  test("a draining server is replaced within a second", async () => {
    await goLive();

    latest().closes(1012);
    await clock.pass(500);

    expect(sockets).toHaveLength(2);
  });

  test.each([1008, 1013, 4403])("close code %i waits longer than a lost network", async (code) => {
    await goLive();

    latest().closes(code);
    await clock.pass(5_000);
    expect(sockets).toHaveLength(1);

    await clock.pass(5_000);
    expect(sockets).toHaveLength(2);
  });

  test("it resumes after the last message it knows", async () => {
    await goLive();
    cursors = { room: 7 };

    latest().closes(1006);
    await clock.pass(250);
    latest().opens();

    expect(latest().of("hello")[0]?.resume).toEqual({ room: 7 });
  });

  test("a changed network reconnects without a wait", async () => {
    await goLive();

    connection.reconnect();
    await settled();

    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closedWith).toBe(4000);
  });

  test("what an abandoned socket still says is ignored", async () => {
    await goLive();
    const old = latest();
    const heard = vi.fn();
    connection.on("progress.updated", heard);
    connection.reconnect();
    await settled();

    old.says({ type: "progress.updated", user_id: "u", event_id: "e" });
    old.closes(1006);
    await settled();

    expect(heard).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(2);
  });

  test("a stopped connection stays away", async () => {
    await goLive();

    connection.stop();
    await clock.pass(10 * MINUTE);

    expect(sockets).toHaveLength(1);
    expect(latest().closedWith).toBe(1000);
  });
});

describe("sending", () => {
  const ack = (client_id: string, seq: number): ServerFrame => ({
    type: "message.ack",
    client_id,
    conversation: "room",
    id: `m${seq}`,
    seq,
    at: "2026-01-01T00:00:00Z",
  });

  test("a message leaves the outbox when the server has stored it", async () => {
    await goLive();
    const outbox = vi.fn();
    connection.on("outbox", outbox);

    const { client_id } = connection.send("room", "hello");
    expect(latest().of("message.send")).toEqual([
      { type: "message.send", client_id, conversation: "room", text: "hello" },
    ]);

    latest().says(ack(client_id, 1));
    expect(outbox).toHaveBeenLastCalledWith([]);
    expect(storage.kept.size).toBe(0);
  });

  test("messages written offline are sent in order once live", async () => {
    connection.send("room", "one");
    connection.send("room", "two");

    await goLive();

    expect(
      latest()
        .of("message.send")
        .map(({ text }) => text),
    ).toEqual(["one", "two"]);
  });

  test("an unacknowledged message is sent again under the same id", async () => {
    await goLive();
    const { client_id } = connection.send("room", "hello");

    latest().closes(1006);
    await clock.pass(250);
    comeAlive();

    expect(
      latest()
        .of("message.send")
        .map((frame) => frame.client_id),
    ).toEqual([client_id]);
  });

  test("a reloaded page sends what the one before it could not", async () => {
    connection.send("room", "before the reload");

    connection = connect();
    await goLive();

    expect(
      latest()
        .of("message.send")
        .map(({ text }) => text),
    ).toEqual(["before the reload"]);
  });

  test("silence after a message means that the socket is dead", async () => {
    await goLive();
    connection.send("room", "anyone?");

    await clock.pass(16_000);
    comeAlive();

    expect(sockets).toHaveLength(2);
    expect(latest().of("message.send")).toHaveLength(1);
  });

  test("a refused message stays, marked, until it is tried again", async () => {
    await goLive();
    const { client_id } = connection.send("room", "hello");
    const outbox = vi.fn();
    connection.on("outbox", outbox);

    latest().says({ type: "error", code: "forbidden", detail: "No.", client_id });
    expect(outbox).toHaveBeenLastCalledWith([
      expect.objectContaining({ client_id, refused: "forbidden" }),
    ]);
    await clock.pass(MINUTE);
    expect(latest().of("message.send")).toHaveLength(1);

    connection.retry(client_id);
    expect(
      latest()
        .of("message.send")
        .map((frame) => frame.client_id),
    ).toEqual([client_id, client_id]);
  });

  test("a busy server is asked again a little later", async () => {
    await goLive();
    const { client_id } = connection.send("room", "hello");

    latest().says({ type: "error", code: "busy", detail: "Later.", client_id });
    await clock.pass(3_000);

    expect(latest().of("message.send")).toHaveLength(2);
  });

  test("an acknowledgement is heard while the outbox still knows the text", async () => {
    await goLive();
    const { client_id } = connection.send("room", "hello");
    const outbox = new Outbox(storage, "me");
    const texts: (string | undefined)[] = [];
    connection.on("message.ack", () => texts.push(outbox.find(client_id)?.text));

    latest().says(ack(client_id, 1));

    expect(texts).toEqual(["hello"]);
  });

  test("another person's outbox is not read", () => {
    connection.send("room", "mine");

    expect(new Outbox(storage, "somebody-else").all()).toEqual([]);
  });
});
