// Everything the app knows about chat, fed by the socket and by history, read by the pages.
import type { Conversation, Message, Person, Uuid } from "@/api/types";
import { systemClock, type Clock } from "@/clock";
import type { Connection, ConnectionState } from "@/realtime/connection";
import type { Outbox, Outgoing } from "@/realtime/outbox";
import type { Cursors, MessageAck, MessageNew } from "@/realtime/protocol";
import {
  filled,
  firstSeq,
  hasGap,
  opened,
  withMessage,
  withOlder,
  type Timeline,
} from "./timeline";

export const PAGE_SIZE = 50;
const TYPING_SHOWN_MS = 5_000;
const TYPING_SENT_EVERY_MS = 3_000;

export interface History {
  conversation(id: Uuid): Promise<Conversation>;
  conversations(): Promise<readonly Conversation[]>;
  messages(id: Uuid, range: { before?: number; after?: number }): Promise<readonly Message[]>;
}

export interface ChatState {
  readonly connection: ConnectionState;
  /** False until the list is known, so that "no conversations" is never shown by mistake. */
  readonly loaded: boolean;
  readonly conversations: ReadonlyMap<Uuid, Conversation>;
  readonly timelines: ReadonlyMap<Uuid, Timeline>;
  readonly outbox: readonly Outgoing[];
  /** Who is writing, by conversation. */
  readonly typing: ReadonlyMap<Uuid, Uuid>;
  /** How far others have read, by conversation. */
  readonly seen: ReadonlyMap<Uuid, number>;
}

export interface ChatParts {
  me: Person;
  connection: Connection;
  outbox: Outbox;
  history: History;
  clock?: Clock;
}

export class ChatStore {
  readonly me: Person;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #history: History;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #filling = new Set<Uuid>();
  readonly #typingEnds = new Map<Uuid, () => void>();
  #typingSentAt = 0;
  #state: ChatState;

  constructor({ me, connection, outbox, history, clock = systemClock }: ChatParts) {
    this.me = me;
    this.#connection = connection;
    this.#outbox = outbox;
    this.#history = history;
    this.#clock = clock;
    this.#state = {
      connection: connection.state,
      loaded: false,
      conversations: new Map(),
      timelines: new Map(),
      outbox: outbox.all(),
      typing: new Map(),
      seen: new Map(),
    };
    this.#listen();
  }

  readonly state = (): ChatState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Where each opened conversation is complete up to: what the server is asked to resume from. */
  cursors(): Cursors {
    return Object.fromEntries([...this.#state.timelines].map(([id, { through }]) => [id, through]));
  }

  async loadConversations(): Promise<void> {
    const conversations = await this.#history.conversations();
    this.#keepConversations(conversations);
  }

  /** Loads the newest page, once. */
  async open(id: Uuid): Promise<void> {
    if (this.#state.timelines.has(id)) return;
    const [conversation, page] = await Promise.all([
      this.#history.conversation(id),
      this.#history.messages(id, {}),
    ]);
    this.#keepConversations([conversation]);
    if (this.#state.timelines.has(id)) return;
    // The page may be older than the conversation's last number; live messages fill the rest.
    const last = Math.max(0, ...page.map(({ seq }) => seq));
    this.#setTimeline(id, opened(page, PAGE_SIZE, last));
    this.#fillGap(id);
  }

  async loadOlder(id: Uuid): Promise<void> {
    const timeline = this.#state.timelines.get(id);
    if (!timeline || timeline.fromStart) return;
    const page = await this.#history.messages(id, { before: firstSeq(timeline) });
    this.#changeTimeline(id, (current) => withOlder(current, page, PAGE_SIZE));
  }

  send(conversation: Uuid, text: string): void {
    this.#connection.send(conversation, text);
    this.#typingSentAt = 0;
  }

  retry(clientId: Uuid): void {
    this.#connection.retry(clientId);
  }

  discard(clientId: Uuid): void {
    this.#connection.discard(clientId);
  }

  composing(conversation: Uuid): void {
    const now = this.#clock.now();
    if (now - this.#typingSentAt < TYPING_SENT_EVERY_MS) return;
    this.#typingSentAt = now;
    this.#connection.typing(conversation);
  }

  /** Somebody is looking at the end of the conversation. */
  markRead(id: Uuid): void {
    const last = this.#state.timelines.get(id)?.messages.at(-1)?.seq ?? 0;
    const conversation = this.#state.conversations.get(id);
    if (!conversation || last <= conversation.read_seq || this.#connection.state !== "live") return;
    this.#connection.read(id, last);
    this.#keepConversations([{ ...conversation, read_seq: last }]);
  }

  #listen(): void {
    const connection = this.#connection;
    connection.on("state", (state) => this.#set({ connection: state }));
    connection.on("outbox", (outbox) => this.#set({ outbox }));
    connection.on("welcome", ({ conversations }) => this.#keepConversations(conversations));
    connection.on("live", () => {
      for (const id of this.#state.timelines.keys()) this.#fillGap(id);
    });
    connection.on("message.new", (frame) => this.#received(messageIn(frame)));
    connection.on("message.ack", (ack) => this.#acknowledged(ack));
    connection.on("typing", ({ conversation, user_id }) => this.#typing(conversation, user_id));
    connection.on("read", ({ conversation, user_id, seq }) => {
      if (user_id === this.me.user_id) this.#readElsewhere(conversation, seq);
      else this.#seen(conversation, seq);
    });
  }

  #acknowledged({ client_id, conversation, id, seq, at }: MessageAck): void {
    const text = this.#outbox.find(client_id)?.text;
    if (text === undefined) return;
    this.#received({ conversation, seq, id, client_id, sender: this.me.user_id, text, at });
  }

  #received(message: Message): void {
    const id = message.conversation;
    this.#changeTimeline(id, (timeline) => withMessage(timeline, message));
    this.#fillGap(id);
    this.#stopTyping(id);
    const conversation = this.#state.conversations.get(id);
    if (conversation) this.#keepConversations([withLast(conversation, message)]);
    else void this.#history.conversation(id).then((found) => this.#keepConversations([found]));
  }

  /** Fetches what is missing between the cursor and the last message known to exist. */
  #fillGap(id: Uuid): void {
    const timeline = this.#state.timelines.get(id);
    if (!timeline || this.#filling.has(id)) return;
    const last = this.#state.conversations.get(id)?.last_seq ?? 0;
    if (!hasGap(timeline) && last <= timeline.through) return;
    this.#filling.add(id);
    void this.#fetchMissing(id)
      .catch(() => undefined)
      .finally(() => this.#filling.delete(id));
  }

  async #fetchMissing(id: Uuid): Promise<void> {
    for (;;) {
      const timeline = this.#state.timelines.get(id);
      if (!timeline) return;
      const target = Math.max(
        timeline.messages.at(-1)?.seq ?? 0,
        this.#state.conversations.get(id)?.last_seq ?? 0,
      );
      if (timeline.through >= target) return;
      const page = await this.#history.messages(id, { after: timeline.through });
      const reached = Math.max(0, ...page.map(({ seq }) => seq));
      const upTo = page.length < PAGE_SIZE ? Math.max(target, reached) : reached;
      this.#changeTimeline(id, (current) => filled(current, page, upTo));
    }
  }

  #typing(conversation: Uuid, userId: Uuid): void {
    if (userId === this.me.user_id) return;
    this.#typingEnds.get(conversation)?.();
    this.#set({ typing: new Map(this.#state.typing).set(conversation, userId) });
    this.#typingEnds.set(
      conversation,
      this.#clock.later(() => this.#stopTyping(conversation), TYPING_SHOWN_MS),
    );
  }

  #stopTyping(conversation: Uuid): void {
    if (!this.#state.typing.has(conversation)) return;
    const typing = new Map(this.#state.typing);
    typing.delete(conversation);
    this.#set({ typing });
  }

  #readElsewhere(id: Uuid, seq: number): void {
    const conversation = this.#state.conversations.get(id);
    if (conversation && seq > conversation.read_seq) {
      this.#keepConversations([{ ...conversation, read_seq: seq }]);
    }
  }

  #seen(id: Uuid, seq: number): void {
    const furthest = Math.max(seq, this.#state.seen.get(id) ?? 0);
    this.#set({ seen: new Map(this.#state.seen).set(id, furthest) });
  }

  #keepConversations(more: readonly Conversation[]): void {
    const conversations = new Map(this.#state.conversations);
    for (const conversation of more) {
      conversations.set(
        conversation.conversation_id,
        newest(conversations.get(conversation.conversation_id), conversation),
      );
    }
    this.#set({ conversations, loaded: true });
  }

  #changeTimeline(id: Uuid, change: (timeline: Timeline) => Timeline): void {
    const timeline = this.#state.timelines.get(id);
    if (timeline) this.#setTimeline(id, change(timeline));
  }

  #setTimeline(id: Uuid, timeline: Timeline): void {
    this.#set({ timelines: new Map(this.#state.timelines).set(id, timeline) });
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** History and socket overtake each other: numbers only ever rise. */
function newest(known: Conversation | undefined, given: Conversation): Conversation {
  if (!known) return given;
  const fresher = given.last_seq >= known.last_seq ? given : known;
  return {
    ...given,
    last_seq: fresher.last_seq,
    last_message: fresher.last_message,
    read_seq: Math.max(known.read_seq, given.read_seq),
  };
}

function messageIn(frame: MessageNew): Message {
  const { conversation, seq, id, client_id, sender, text, at } = frame;
  return { conversation, seq, id, client_id, sender, text, at };
}

function withLast(conversation: Conversation, message: Message): Conversation {
  const { seq, sender, text, at } = message;
  if (seq <= conversation.last_seq) return conversation;
  return { ...conversation, last_seq: seq, last_message: { seq, sender, text, at } };
}

/** Whoever wrote last has read what came before. */
export function unread({ last_seq, read_seq, last_message }: Conversation, me: Uuid): number {
  return last_message?.sender === me ? 0 : Math.max(0, last_seq - read_seq);
}

export function totalUnread(state: ChatState, me: Uuid): number {
  return [...state.conversations.values()].reduce((sum, one) => sum + unread(one, me), 0);
}

/** Newest activity first; new conversations, which nobody has written in, on top. */
export function byActivity(state: ChatState): Conversation[] {
  const moment = (one: Conversation) => one.last_message?.at ?? "9999";
  return [...state.conversations.values()].sort((a, b) => moment(b).localeCompare(moment(a)));
}
