import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import type { Conversation, Neighbour } from "@/api/types";
import en from "@/i18n/en";
import { nameOf, speakerOf, titleOf } from "./names";

beforeAll(() =>
  i18next.init({ lng: "en", ns: "app", defaultNS: "app", resources: { en: { app: en } } }),
);

const t = i18next.t;
const ME: Neighbour = { user_id: "me", display_name: "Me", handle: null, role: "member" };
const LAN: Neighbour = { user_id: "lan", display_name: null, handle: "lan", role: "member" };
const SAM: Neighbour = { user_id: "sam", display_name: null, handle: null, role: "coach" };

function conversation(name: string | null, ...people: Neighbour[]): Conversation {
  return {
    conversation_id: "c",
    kind: name ? "group" : "direct",
    name,
    people,
    last_seq: 0,
    read_seq: 0,
    last_message: null,
  };
}

test.each([
  [ME, "Me"],
  [LAN, "@lan"],
  [SAM, "Coach"],
])("%o is called by name, else by handle, else by role", (person, expected) => {
  expect(nameOf(person, t)).toBe(expected);
});

test("a group has its own name, and two have each other's", () => {
  expect(titleOf(conversation("Early birds", ME, LAN, SAM), "me", t)).toBe("Early birds");
  expect(titleOf(conversation(null, ME, LAN), "me", t)).toBe("@lan");
});

test("whoever has left a conversation is somebody in it", () => {
  expect(titleOf(conversation(null, ME), "me", t)).toBe("Someone");
  expect(speakerOf(conversation("Early birds", ME), "lan", t)).toBe("Someone");
});
