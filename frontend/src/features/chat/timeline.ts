// The messages of one conversation as far as they are known: in order, each once, holes noticed.
import type { Message } from "@/api/types";

export interface Timeline {
  /** By sequence number, without doubles. */
  readonly messages: readonly Message[];
  /** From the first message held up to this number nothing is missing. */
  readonly through: number;
  /** Whether the first message ever is among them. */
  readonly fromStart: boolean;
}

/** Begins with the newest page of a conversation whose last number is `lastSeq`. */
export function opened(page: readonly Message[], pageSize: number, lastSeq: number): Timeline {
  const messages = merged([], page);
  return {
    messages,
    through: Math.max(lastSeq, messages.at(-1)?.seq ?? 0),
    fromStart: reachesStart(page, pageSize, messages),
  };
}

export function withMessage(timeline: Timeline, message: Message): Timeline {
  const messages = merged(timeline.messages, [message]);
  return { ...timeline, messages, through: advanced(timeline.through, messages) };
}

export function withOlder(
  timeline: Timeline,
  page: readonly Message[],
  pageSize: number,
): Timeline {
  const messages = merged(timeline.messages, page);
  return { ...timeline, messages, fromStart: reachesStart(page, pageSize, messages) };
}

/** Puts in what was missing. Numbers the server never used stay unused, so the hole is closed
 * even where no message came back for them. */
export function filled(timeline: Timeline, page: readonly Message[], upTo: number): Timeline {
  const messages = merged(timeline.messages, page);
  return { ...timeline, messages, through: advanced(Math.max(timeline.through, upTo), messages) };
}

/** Whether a message arrived before one that comes ahead of it. */
export function hasGap(timeline: Timeline): boolean {
  return (timeline.messages.at(-1)?.seq ?? 0) > timeline.through;
}

export function firstSeq(timeline: Timeline): number {
  return timeline.messages[0]?.seq ?? timeline.through + 1;
}

function merged(known: readonly Message[], more: readonly Message[]): readonly Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of more) bySeq.set(message.seq, { ...bySeq.get(message.seq), ...message });
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function advanced(through: number, messages: readonly Message[]): number {
  let end = through;
  for (const { seq } of messages) if (seq === end + 1) end = seq;
  return end;
}

function reachesStart(
  page: readonly Message[],
  pageSize: number,
  messages: readonly Message[],
): boolean {
  return page.length < pageSize || messages[0]?.seq === 1;
}
