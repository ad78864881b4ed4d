import { describe, expect, test } from "vitest";
import type { Message } from "@/api/types";
import {
  filled,
  firstSeq,
  hasGap,
  opened,
  withMessage,
  withOlder,
  type Timeline,
} from "./timeline";

function message(seq: number, text = `text ${seq}`): Message {
  return {
    conversation: "room",
    seq,
    id: `m${seq}`,
    sender: "lan",
    text,
    at: "2026-01-01T00:00:00Z",
  };
}

function page(...seqs: number[]) {
  return seqs.map((seq) => message(seq));
}

function seqs(timeline: Timeline) {
  return timeline.messages.map(({ seq }) => seq);
}

describe("opening", () => {
  test("a page in any order becomes a timeline in order", () => {
    const timeline = opened(page(12, 11, 10), 3, 12);

    expect(seqs(timeline)).toEqual([10, 11, 12]);
    expect(timeline.through).toBe(12);
    expect(timeline.fromStart).toBe(false);
  });

  test("a short page means that there is nothing older", () => {
    expect(opened(page(2, 3), 50, 3).fromStart).toBe(true);
  });

  test("an empty conversation is complete", () => {
    const timeline = opened([], 50, 0);

    expect(timeline.fromStart).toBe(true);
    expect(hasGap(withMessage(timeline, message(1)))).toBe(false);
  });
});

describe("receiving", () => {
  test("the same message twice is held once", () => {
    let timeline = opened(page(1, 2), 50, 2);

    timeline = withMessage(timeline, message(3));
    timeline = withMessage(timeline, message(3));

    expect(seqs(timeline)).toEqual([1, 2, 3]);
    expect(timeline.through).toBe(3);
  });

  test("a message that skips numbers shows a gap and does not move the cursor", () => {
    const timeline = withMessage(opened(page(1, 2), 50, 2), message(5));

    expect(hasGap(timeline)).toBe(true);
    expect(timeline.through).toBe(2);
  });

  test("late messages close the gap by themselves", () => {
    let timeline = withMessage(opened(page(1), 50, 1), message(3));

    timeline = withMessage(timeline, message(2));

    expect(seqs(timeline)).toEqual([1, 2, 3]);
    expect(hasGap(timeline)).toBe(false);
    expect(timeline.through).toBe(3);
  });

  test("a newer version of a message replaces the older one", () => {
    const timeline = withMessage(opened(page(1), 50, 1), message(1, "edited"));

    expect(timeline.messages[0]?.text).toBe("edited");
  });
});

describe("filling", () => {
  test("history moves the cursor past the messages that follow it", () => {
    const gap = withMessage(opened(page(1, 2), 50, 2), message(5));

    const timeline = filled(gap, page(3, 4), 4);

    expect(timeline.through).toBe(5);
    expect(hasGap(timeline)).toBe(false);
  });

  test("numbers that were never used do not keep the gap open", () => {
    const gap = withMessage(opened(page(1, 2), 50, 2), message(5));

    expect(hasGap(filled(gap, page(4), 5))).toBe(false);
  });
});

describe("scrolling back", () => {
  test("older messages come first and leave the cursor alone", () => {
    const timeline = withOlder(opened(page(3, 4), 2, 4), page(1, 2), 2);

    expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
    expect(timeline.through).toBe(4);
    expect(timeline.fromStart).toBe(true);
    expect(firstSeq(timeline)).toBe(1);
  });
});
