import { expect, test } from "vitest";
import { Problem, Unreachable } from "@/api/problem";
import type { CravingInput } from "@/api/types";
import { FakeClock, settled } from "@/testing/clock";
import type { Entry } from "./entries";
import { Queue } from "./queue";
import { MemoryStore } from "./store";

const ME = "me";
const LAN = "lan";

function craving(client_id: string, more: Partial<CravingInput> = {}): Entry {
  return {
    kind: "craving",
    craving: {
      client_id,
      occurred_at: "2026-03-08T07:30:00Z",
      intensity: 7,
      smoked: false,
      ...more,
    },
  };
}

function away(): never {
  throw new Unreachable("The server cannot be reached");
}

/** A server that does what it is told to, and otherwise takes everything. */
class Server {
  readonly took: Entry[] = [];
  answer: (entry: Entry) => unknown = () => undefined;

  readonly send = async (entry: Entry): Promise<void> => {
    await this.answer(entry);
    this.took.push(entry);
  };
}

function queueOf(owner = ME, store = new MemoryStore(), server = new Server()) {
  const clock = new FakeClock();
  let sent = 0;
  const queue = new Queue({
    owner,
    store,
    send: server.send,
    sent: () => (sent += 1),
    clock,
    random: () => 0,
    exclusive: (work) => work(),
  });
  return { queue, store, server, clock, sent: () => sent };
}

async function rest() {
  for (let turn = 0; turn < 10; turn++) await settled();
}

test("what is noted goes to the server, and leaves the queue when it is there", async () => {
  const { queue, server, sent } = queueOf();
  queue.start();

  await queue.add(craving("a"));
  await rest();

  expect(server.took).toEqual([craving("a")]);
  expect(queue.waiting()).toEqual([]);
  expect(sent()).toBe(1);
});

test.each([
  ["the network is away", new Unreachable("away")],
  ["the server is down", new Problem(503, "unavailable", "Later")],
  ["something on the way answers", new Problem(403, "http_403", "Sign in to this network")],
  ["the server is busy", new Problem(429, "rate_limited", "Later")],
])("while %s entries wait, in order, and go one by one afterwards", async (_, failure) => {
  const { queue, server, clock } = queueOf();
  server.answer = () => {
    throw failure;
  };
  queue.start();
  await queue.add(craving("a"));
  await queue.add(craving("b"));
  await rest();
  expect(queue.waiting().map(({ client_id }) => client_id)).toEqual(["a", "b"]);

  server.answer = () => undefined;
  await clock.pass(60_000);
  await rest();

  expect(server.took).toEqual([craving("a"), craving("b")]);
  expect(queue.waiting()).toEqual([]);
});

test("a server that is away is asked more and more seldom", async () => {
  const { queue, server, clock } = queueOf();
  const asked: number[] = [];
  server.answer = () => {
    asked.push(clock.now());
    away();
  };
  queue.start();
  await queue.add(craving("a"));
  await rest();
  for (let minute = 0; minute < 600; minute++) {
    await clock.pass(1_000);
    await rest();
  }

  const waits = asked
    .slice(1)
    .map((at, index) => at - (asked[index] ?? 0))
    .filter((ms) => ms > 0);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits[0]).toBeLessThanOrEqual(1_000);
  expect(waits.at(-1)).toBe(30_000);
});

test("it waits as long as the server asks", async () => {
  const { queue, server, clock } = queueOf();
  server.answer = () => {
    throw new Problem(429, "rate_limited", "Later", [], 90);
  };
  queue.start();
  await queue.add(craving("a"));
  await rest();
  server.answer = () => undefined;

  await clock.pass(89_000);
  await rest();
  expect(server.took).toEqual([]);

  await clock.pass(1_000);
  await rest();
  expect(server.took).toEqual([craving("a")]);
});

test("a refused entry stays, says why, and holds up nothing behind it", async () => {
  const { queue, server } = queueOf();
  const errors = [{ field: "occurred_at", message: "must be at most 7 days ago" }];
  server.answer = (entry) => {
    if (entry.kind === "craving" && entry.craving.client_id === "a") {
      throw new Problem(422, "invalid", "That cannot be", errors);
    }
  };
  queue.start();
  await queue.add(craving("a"));
  await queue.add(craving("b"));
  await rest();

  expect(server.took).toEqual([craving("b")]);
  expect(queue.waiting()).toMatchObject([
    {
      client_id: "a",
      refused: { status: 422, code: "invalid", message: "That cannot be", errors },
    },
  ]);
});

test("a refused entry that was changed is sent again under its id", async () => {
  const { queue, server } = queueOf();
  server.answer = () => {
    throw new Problem(422, "invalid", "That cannot be");
  };
  queue.start();
  await queue.add(craving("a"));
  await rest();
  server.answer = () => undefined;

  await queue.add(craving("a", { intensity: 5 }));
  await rest();

  expect(server.took).toEqual([craving("a", { intensity: 5 })]);
  expect(queue.waiting()).toEqual([]);
});

test("a refused entry is gone when it is given up, and not before", async () => {
  const { queue, server } = queueOf();
  server.answer = () => {
    throw new Problem(403, "forbidden", "No");
  };
  queue.start();
  await queue.add(craving("a"));
  await rest();
  await queue.wake();
  expect(queue.waiting()).toHaveLength(1);

  await queue.discard("a");

  expect(queue.waiting()).toEqual([]);
});

test("an entry that is changed while it is under way is sent as it was changed, too", async () => {
  const { queue, server } = queueOf();
  let arrive: () => void = () => undefined;
  server.answer = () =>
    new Promise<undefined>((resolve) => {
      arrive = () => resolve(undefined);
    });
  queue.start();
  await queue.add(craving("a"));
  await rest();

  await queue.add(craving("a", { note: "Now I know" }));
  server.answer = () => undefined;
  arrive();
  await rest();

  expect(server.took).toEqual([craving("a"), craving("a", { note: "Now I know" })]);
  expect(queue.waiting()).toEqual([]);
});

test("when the sign-in is over nothing more is tried, and nothing is lost", async () => {
  const { queue, server, clock } = queueOf();
  server.answer = () => {
    throw new Problem(401, "unauthenticated", "Sign in");
  };
  queue.start();
  await queue.add(craving("a"));
  await rest();
  server.answer = () => undefined;
  await clock.pass(600_000);
  await rest();

  expect(server.took).toEqual([]);
  expect(queue.waiting()).toMatchObject([{ client_id: "a", refused: null }]);
});

test("what one noted nobody else sees or sends, and it is there when they come back", async () => {
  const store = new MemoryStore();
  const mine = queueOf(ME, store);
  mine.server.answer = away;
  mine.queue.start();
  await mine.queue.add(craving("a"));
  await rest();
  mine.queue.stop();

  const hers = queueOf(LAN, store);
  hers.queue.start();
  await hers.queue.wake();
  expect(hers.queue.waiting()).toEqual([]);
  expect(hers.server.took).toEqual([]);

  const back = queueOf(ME, store);
  back.queue.start();
  await rest();
  expect(back.server.took).toEqual([craving("a")]);
});

test("a queue that was stopped notes, and sends nothing", async () => {
  const { queue, server } = queueOf();

  await queue.add(craving("a"));
  await rest();

  expect(server.took).toEqual([]);
  expect(queue.waiting()).toMatchObject([{ client_id: "a" }]);
});
