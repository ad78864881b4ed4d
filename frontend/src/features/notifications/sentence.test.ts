import { readFileSync } from "node:fs";
import i18next from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { Notification, NotificationData } from "@/api/types";
import en from "@/i18n/en";
import vi from "@/i18n/vi";
import { placeOf, sentence } from "./sentence";

/** The keys the server may send, where it lists them: what is not there does not pass its types. */
const listed = /TitleKey = Literal\[([^\]]*)\]/.exec(
  readFileSync(new URL("../../../../shared/models/notices.py", import.meta.url), "utf8"),
);
const keys = [...(listed?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, key = ""]) => key);

beforeAll(() =>
  i18next.init({
    lng: "en",
    fallbackLng: false,
    ns: "app",
    defaultNS: "app",
    resources: { en: { app: en }, vi: { app: vi } },
    interpolation: { escapeValue: false },
  }),
);

const LAN: NotificationData = {
  display_name: "Lan",
  handle: "lan",
  name: "Early birds",
  starts_at: "2026-11-23T18:30:00Z",
  days: 100,
  day: 3,
  week: 2,
  slug: "letting-an-urge-pass",
};

function told(title_key: string, data: NotificationData = LAN, category = "community") {
  return { notification_id: "n", category, title_key, data, at: "", read_at: null } as Notification;
}

const said = (notification: Notification, language: "en" | "vi" = "en") =>
  sentence(notification, i18next.getFixedT(language), language);

describe.each(["en", "vi"] as const)("in %s", (language) => {
  test.each(keys)("the server's %s has words of its own", (key) => {
    const words = said(told(key), language);

    expect(words).not.toBe(said(told("newer.than_this_app"), language));
    expect(words).not.toMatch(/notifications\.|\{\{|undefined/);
  });
});

test("the server sends every key there are words for", () => {
  expect(keys.toSorted()).toEqual(
    Object.keys(en.notifications.titles)
      .filter((key) => key !== "other")
      .toSorted(),
  );
});

test.each([
  [{ display_name: "Lan", handle: "lan" }, "Lan answered you."],
  [{ display_name: null, handle: "lan" }, "@lan answered you."],
  [{ display_name: null, handle: null }, "Someone answered you."],
  [{}, "Someone answered you."],
])("whoever %o is, is called as far as one may know", (data, expected) => {
  expect(said(told("comment.new", data))).toBe(expected);
});

test("a kind this app does not know is told all the same", () => {
  expect(said(told("newer.than_this_app"))).toBe("Something has changed.");
});

test.each([
  ["checkin.recorded", "progress", { user_id: "lan" }, "coach", "/members/lan"],
  ["reply.overdue", "coaching", { user_id: "lan", conversation_id: "c" }, "coach", "/chat/c"],
  // Who answers a coach in the community need not be one of their members.
  ["comment.new", "community", { user_id: "lan" }, "coach", "/members"],
  ["coach.assigned", "coaching", { user_id: "sam" }, "member", "/chat/with/sam"],
  ["coach.stand_in", "coaching", { user_id: "sam" }, "member", "/chat/with/sam"],
  ["reply.stand_in", "coaching", { user_id: "lan" }, "coach", "/chat/with/lan"],
  ["membership.changed", "billing", {}, "member", "/membership"],
  // Their words speak of the numbers under Help.
  ["crisis.help", "safety", {}, "member", "/help"],
  ["crisis.reply.still_here", "safety", {}, "member", "/help"],
  // Where it is read, and answered.
  ["reminder.programme", "programme", {}, "member", "/programme?about=n"],
  ["reminder.check_in", "reminders", {}, "member", "/progress"],
] as const)("%s leads to its place", (key, category, data, role, place) => {
  expect(placeOf(told(key, data, category), role)).toBe(place);
});
