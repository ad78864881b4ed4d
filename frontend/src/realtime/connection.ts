// One socket to the platform that is always there: it says hello, resumes where it was, renews its
// token before it runs out, comes back when it breaks, and sends every message exactly once.
import type { Uuid } from "@/api/types";
import { systemClock, type Clock } from "@/clock";
import { afterDrain, afterRefusal, fullJitter } from "./backoff";
import { Emitter } from "./events";
import type { Outbox, Outgoing } from "./outbox";
import {
  CLOSE,
  parseFrame,
  type ClientFrame,
  type Cursors,
  type ErrorFrame,
  type ServerFrame,
} from "./protocol";

const TOKEN_MARGIN_MS = 45_000;
const ANSWER_MS = 15_000;
const BUSY_MS = 2_000;

/** Refusals that say "not now" rather than "never". */
const PASSING = new Set(["busy", "rate_limited", "unavailable"]);

export type ConnectionState = "connecting" | "catching_up" | "live" | "waiting" | "stopped";

/** The part of WebSocket that is used. */
export interface Socket {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: Event) => unknown) | null;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onclose: ((event: CloseEvent) => unknown) | null;
}

export interface Credentials {
  token: string;
  expiresAt: number;
}

export interface ConnectionParts {
  open: () => Socket;
  /** A token that lasts; one other than `refused` when the server turned that one down. */
  credentials: (refused: string | null) => Promise<Credentials | null>;
  cursors: () => Cursors;
  outbox: Outbox;
  clock?: Clock;
  random?: () => number;
  newId?: () => Uuid;
}

/** What happens on a connection: every frame under its type, and what the connection itself does. */
export type ConnectionEvents = { [Frame in ServerFrame as Frame["type"]]: Frame } & {
  state: ConnectionState;
  outbox: readonly Outgoing[];
};

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #events = new Emitter<ConnectionEvents>();
  #state: ConnectionState = "stopped";
  #socket: Socket | null = null;
  #token: string | null = null;
  #refusedToken: string | null = null;
  #attempt = 0;
  /** Rises with every new beginning, so that what an earlier one still awaits is ignored. */
  #generation = 0;
  #cancelRetry: () => void = () => undefined;
  #cancelRenewal: () => void = () => undefined;
  #cancelWelcome: () => void = () => undefined;
  #cancelFlush: () => void = () => undefined;
  readonly #answers = new Map<Uuid, () => void>();

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#random = parts.random ?? Math.random;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  on<Name extends keyof ConnectionEvents>(
    name: Name,
    handler: (payload: ConnectionEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, handler);
  }

  start(): void {
    if (this.#state !== "stopped") return;
    void this.#connect();
  }

  stop(): void {
    this.#become("stopped");
    this.#letGo(1000);
    this.#cancelRetry();
  }

  /** Connects at once, leaving a socket that may be dead without knowing: the network changed,
   * or the device slept. Resuming makes this cheap. */
  reconnect(): void {
    if (this.#state === "stopped") return;
    this.#letGo(4000);
    this.#cancelRetry();
    void this.#connect();
  }

  /** Keeps the message until the server has stored it. */
  send(conversation: Uuid, text: string): Outgoing {
    const message: Outgoing = {
      client_id: (this.#parts.newId ?? (() => crypto.randomUUID()))(),
      conversation,
      text,
      written_at: new Date(this.#clock.now()).toISOString(),
      refused: null,
    };
    this.#parts.outbox.add(message);
    this.#outboxChanged();
    if (this.#state === "live") this.#deliver(message);
    return message;
  }

  /** Tries a refused message again, under the same client id. */
  retry(clientId: Uuid): void {
    this.#parts.outbox.refuse(clientId, null);
    this.#outboxChanged();
    const message = this.#parts.outbox.find(clientId);
    if (message && this.#state === "live") this.#deliver(message);
  }

  discard(clientId: Uuid): void {
    this.#settle(clientId);
  }

  read(conversation: Uuid, seq: number): void {
    if (this.#state === "live") this.#write({ type: "read", conversation, seq });
  }

  typing(conversation: Uuid): void {
    if (this.#state === "live") this.#write({ type: "typing", conversation });
  }

  async #connect(): Promise<void> {
    const generation = ++this.#generation;
    this.#become("connecting");
    const credentials = await this.#parts.credentials(this.#refusedToken).catch(() => undefined);
    if (generation !== this.#generation || this.#stopped()) return;
    // Null says that nobody is signed in any more; undefined, that it could not be found out.
    if (credentials) this.#listen(this.#parts.open(), credentials);
    else if (credentials === null) this.stop();
    else this.#comeBackAfter(this.#backoff());
  }

  #listen(socket: Socket, credentials: Credentials): void {
    this.#socket = socket;
    socket.onopen = () => {
      this.#hello(credentials, this.#parts.cursors());
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const frame = parseFrame(data);
      if (frame && socket === this.#socket) this.#heard(frame);
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#closed(code);
    };
    this.#cancelWelcome = this.#clock.later(() => this.#broken(), ANSWER_MS);
  }

  #hello(credentials: Credentials, resume?: Cursors): void {
    this.#token = credentials.token;
    const known = resume !== undefined && Object.keys(resume).length > 0;
    this.#write({
      type: "hello",
      token: credentials.token,
      ...(known ? { resume } : {}),
    });
    this.#renewBefore(credentials.expiresAt);
  }

  #renewBefore(expiresAt: number): void {
    this.#cancelRenewal();
    const wait = Math.max(expiresAt - this.#clock.now() - TOKEN_MARGIN_MS, 1_000);
    this.#cancelRenewal = this.#clock.later(() => void this.#renew(), wait);
  }

  async #renew(): Promise<void> {
    const generation = this.#generation;
    const credentials = await this.#parts.credentials(this.#token).catch(() => undefined);
    if (generation !== this.#generation || this.#stopped()) return;
    if (credentials) this.#hello(credentials);
    else if (credentials === null) this.stop();
    else this.#renewBefore(this.#clock.now());
  }

  #heard(frame: ServerFrame): void {
    if (frame.type === "welcome" && this.#state === "connecting") {
      this.#cancelWelcome();
      this.#become("catching_up");
    }
    // Listeners hear of an acknowledged message while the outbox still knows its text.
    this.#events.emit(frame.type, frame);
    if (frame.type === "message.ack") this.#settle(frame.client_id);
    if (frame.type === "error") this.#refused(frame);
    if (frame.type === "live") this.#live();
  }

  #live(): void {
    if (this.#state === "live") return;
    this.#attempt = 0;
    this.#refusedToken = null;
    this.#become("live");
    this.#flush();
  }

  #flush(): void {
    for (const message of this.#parts.outbox.all()) {
      const underWay = this.#answers.has(message.client_id);
      if (message.refused === null && !underWay) this.#deliver(message);
    }
  }

  #deliver({ client_id, conversation, text }: Outgoing): void {
    this.#write({ type: "message.send", client_id, conversation, text });
    // No answer on an open socket means that nobody is there any more.
    this.#answers.set(
      client_id,
      this.#clock.later(() => this.#broken(), ANSWER_MS),
    );
  }

  #refused(frame: ErrorFrame): void {
    if (frame.client_id === undefined) return;
    this.#answered(frame.client_id);
    if (PASSING.has(frame.code)) {
      this.#cancelFlush();
      this.#cancelFlush = this.#clock.later(
        () => {
          if (this.#state === "live") this.#flush();
        },
        BUSY_MS * (1 + this.#random()),
      );
    } else {
      this.#parts.outbox.refuse(frame.client_id, frame.code);
      this.#outboxChanged();
    }
  }

  #settle(clientId: Uuid): void {
    this.#answered(clientId);
    this.#parts.outbox.remove(clientId);
    this.#outboxChanged();
  }

  #answered(clientId: Uuid): void {
    this.#answers.get(clientId)?.();
    this.#answers.delete(clientId);
  }

  #broken(): void {
    this.#letGo(4000);
    this.#comeBackAfter(this.#backoff());
  }

  #closed(code: number): void {
    this.#letGo(null);
    if (code === CLOSE.unauthenticated && this.#refusedToken === null) {
      this.#refusedToken = this.#token;
      this.#comeBackAfter(0);
    } else if (code === CLOSE.drain) {
      this.#comeBackAfter(afterDrain(this.#random));
    } else {
      if (code === CLOSE.unauthenticated) this.#refusedToken = this.#token;
      const deliberate =
        code === CLOSE.forbidden || code === CLOSE.policy || code === CLOSE.tryLater;
      this.#comeBackAfter(deliberate ? afterRefusal(this.#random) : this.#backoff());
    }
  }

  #backoff(): number {
    return fullJitter(this.#attempt++, this.#random);
  }

  #comeBackAfter(ms: number): void {
    this.#become("waiting");
    this.#cancelRetry();
    this.#cancelRetry = this.#clock.later(() => void this.#connect(), ms);
  }

  #letGo(code: number | null): void {
    this.#generation++;
    const socket = this.#socket;
    this.#socket = null;
    for (const cancel of this.#answers.values()) cancel();
    this.#answers.clear();
    this.#cancelRenewal();
    this.#cancelWelcome();
    this.#cancelFlush();
    if (socket && code !== null) socket.close(code);
  }

  #stopped(): boolean {
    return this.#state === "stopped";
  }

  #write(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #outboxChanged(): void {
    this.#events.emit("outbox", this.#parts.outbox.all());
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.emit("state", state);
  }
}
