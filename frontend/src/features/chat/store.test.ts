import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Conversation, Message } from "@/api/types";
import { Connection } from "@/realtime/connection";
import { Outbox } from "@/realtime/outbox";
import { FakeClock, settled } from "@/testing/clock";
import { FakeSocket, MemoryStorage } from "@/testing/socket";
import { byActivity, ChatStore, totalUnread, type History } from "./store";

const ME = { user_id: "me", display_name: "Lan", handle: null, role: "member" } as const;
const COACH = { user_id: "coach", display_name: "Maria", handle: null, role: "coach" } as const;

function message(seq: number, sender = COACH.user_id): Message {
  const at = `2026-01-01T00:00:${String(seq).padStart(2, "0")}Z`;
  return {
    conversation: "room",
    seq,
    id: `m${seq}`,
    client_id: `x${seq}`,
    sender,
    text: `text ${seq}`,
    at,
  };
}

function room(lastSeq: number, readSeq = 0, id = "room"): Conversation {
  const last = lastSeq > 0 ? message(lastSeq) : null;
  return {
    conversation_id: id,
    kind: "direct",
    name: null,
    people: [ME, COACH],
    last_seq: lastSeq,
    read_seq: readSeq,
    last_message: last,
  };
}

let clock: FakeClock;
let socket: FakeSocket;
let connection: Connection;
let store: ChatStore;
/** What the server has stored. */
let stored: Message[];
let messages: ReturnType<typeof vi.fn<History["messages"]>>;

function seqs() {
  return store
    .state()
    .timelines.get("room")
    ?.messages.map(({ seq }) => seq);
}

async function goLive(...conversations: Conversation[]) {
  connection.start();
  await settled();
  socket.opens();
  comeAlive(...conversations);
}

function comeAlive(...conversations: Conversation[]) {
  socket.says({ type: "welcome", protocol: 1, user: ME, heartbeat_s: 25, conversations });
  socket.says({ type: "live" });
}

beforeEach(() => {
  clock = new FakeClock();
  stored = [];
  const outbox = new Outbox(new MemoryStorage(), ME.user_id);
  messages = vi.fn<History["messages"]>((_, { before, after }) =>
    Promise.resolve(
      stored.filter(({ seq }) => seq > (after ?? 0) && seq < (before ?? Infinity)).slice(-50),
    ),
  );
  connection = new Connection({
    open: () => (socket = new FakeSocket()),
    credentials: () => Promise.resolve({ token: "t", expiresAt: clock.now() + 3_600_000 }),
    cursors: () => store.cursors(),
    outbox,
    clock,
    random: () => 0,
    newId: () => "c1",
  });
  const history: History = {
    conversation: () => Promise.resolve(room(stored.at(-1)?.seq ?? 0)),
    conversations: () => Promise.resolve([]),
    messages,
  };
  store = new ChatStore({ me: ME, connection, outbox, history, clock });
});

describe("a conversation that is open", () => {
  beforeEach(async () => {
    stored = [message(1), message(2)];
    await goLive(room(2));
    await store.open("room");
  });

  test("a message that arrives is shown and moves the cursor", () => {
    socket.says({ type: "message.new", ...message(3) });

    expect(seqs()).toEqual([1, 2, 3]);
    expect(store.cursors()).toEqual({ room: 3 });
  });

  test("a gap is filled from history", async () => {
    stored = [1, 2, 3, 4, 5].map((seq) => message(seq));

    socket.says({ type: "message.new", ...message(5) });
    await settled();

    expect(messages).toHaveBeenLastCalledWith("room", { after: 2 });
    expect(seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(store.cursors()).toEqual({ room: 5 });
  });

  test("what the server did not resend is fetched once live again", async () => {
    stored = [1, 2, 3, 4].map((seq) => message(seq));

    comeAlive(room(4));
    await settled();

    // The socket was live already: a second welcome is what a renewed token brings.
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  test("one's own message appears with its text when it is acknowledged", () => {
    store.send("room", "hello");
    expect(store.state().outbox).toHaveLength(1);

    socket.says({
      type: "message.ack",
      client_id: "c1",
      conversation: "room",
      id: "m3",
      seq: 3,
      at: message(3).at,
    });

    expect(store.state().outbox).toHaveLength(0);
    expect(store.state().timelines.get("room")?.messages.at(-1)).toMatchObject({
      seq: 3,
      text: "hello",
      sender: "me",
    });
    expect(totalUnread(store.state(), "me")).toBe(0);
  });

  test("reading is told once and counts as read", () => {
    expect(totalUnread(store.state(), "me")).toBe(2);

    store.markRead("room");
    store.markRead("room");

    expect(socket.of("read")).toEqual([{ type: "read", conversation: "room", seq: 2 }]);
    expect(totalUnread(store.state(), "me")).toBe(0);
  });

  test("others are told of typing at most every few seconds", async () => {
    store.composing("room");
    store.composing("room");
    await clock.pass(3_000);
    store.composing("room");

    expect(socket.of("typing")).toHaveLength(2);
  });
});

describe("what others do", () => {
  test("typing is shown for a while", async () => {
    await goLive(room(0));

    socket.says({ type: "typing", conversation: "room", user_id: "coach" });
    expect(store.state().typing.get("room")).toBe("coach");

    await clock.pass(5_000);
    expect(store.state().typing.size).toBe(0);
  });

  test("their reading is remembered at its furthest", async () => {
    await goLive(room(5));

    socket.says({ type: "read", conversation: "room", user_id: "coach", seq: 4 });
    socket.says({ type: "read", conversation: "room", user_id: "coach", seq: 3 });

    expect(store.state().seen.get("room")).toBe(4);
  });

  test("reading on another device of one's own lowers the count here", async () => {
    await goLive(room(5, 2));

    socket.says({ type: "read", conversation: "room", user_id: "me", seq: 5 });

    expect(totalUnread(store.state(), "me")).toBe(0);
  });

  test("a message in an unknown conversation brings it into the list", async () => {
    await goLive();
    stored = [message(1)];

    socket.says({ type: "message.new", ...message(1) });
    await settled();

    expect(byActivity(store.state()).map((one) => one.conversation_id)).toEqual(["room"]);
  });
});

test("an older answer does not take back what is known already", async () => {
  await goLive(room(3, 3));

  comeAlive(room(2, 1));

  expect(store.state().conversations.get("room")).toMatchObject({ last_seq: 3, read_seq: 3 });
});

test("a failed history is asked for again by whatever comes next", async () => {
  stored = [message(1)];
  await goLive(room(1));
  await store.open("room");
  stored = [1, 2, 3, 4].map((seq) => message(seq));
  messages.mockRejectedValueOnce(new Error("offline"));

  socket.says({ type: "message.new", ...message(3) });
  await settled();
  expect(seqs()).toEqual([1, 3]);

  socket.says({ type: "message.new", ...message(4) });
  await settled();
  expect(seqs()).toEqual([1, 2, 3, 4]);
});
