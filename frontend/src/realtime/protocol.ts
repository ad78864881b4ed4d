// The frames of the socket, version 1: one JSON object each, told apart by `type`.
import type { Conversation, Instant, Message, Neighbour, Notification, Uuid } from "@/api/types";

/** The last sequence number known, by conversation. */
export type Cursors = Record<Uuid, number>;

export type ClientFrame =
  | { type: "hello"; token: string; resume?: Cursors }
  | { type: "message.send"; client_id: Uuid; conversation: Uuid; text: string }
  | { type: "read"; conversation: Uuid; seq: number }
  | { type: "typing"; conversation: Uuid };

export interface Welcome {
  type: "welcome";
  protocol: number;
  user: Neighbour;
  heartbeat_s: number;
  conversations: Conversation[];
}

export interface MessageAck {
  type: "message.ack";
  client_id: Uuid;
  conversation: Uuid;
  id: Uuid;
  seq: number;
  at: Instant;
}

export type MessageNew = { type: "message.new" } & Message;

export interface ErrorFrame {
  type: "error";
  code: string;
  detail: string;
  client_id?: Uuid;
}

export type ServerFrame =
  | Welcome
  | { type: "live" }
  | MessageAck
  | MessageNew
  | { type: "read"; conversation: Uuid; user_id: Uuid; seq: number }
  | { type: "typing"; conversation: Uuid; user_id: Uuid }
  | { type: "notification.new"; notification: Notification }
  | { type: "progress.updated"; user_id: Uuid; event_id: Uuid }
  | ErrorFrame
  | { type: "bye"; code: string };

export const CLOSE = {
  policy: 1008,
  drain: 1012,
  tryLater: 1013,
  unauthenticated: 4401,
  forbidden: 4403,
} as const;

/** The frame in `data`, or null for anything that is not one: newer servers may say more. */
export function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const value: unknown = JSON.parse(data);
    const isFrame = typeof value === "object" && value !== null && "type" in value;
    return isFrame ? (value as ServerFrame) : null;
  } catch {
    return null;
  }
}
