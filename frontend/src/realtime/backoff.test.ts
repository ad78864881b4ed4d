import { describe, expect, it } from "vitest";

import { afterDrain, afterRefusal, fullJitter } from "./backoff";

const latest = () => 1;

describe("how long to wait before connecting again", () => {
  it("grows with every attempt, and stays under ten seconds however long the server was away", () => {
    const waits = [0, 1, 2, 3, 50].map((attempt) => fullJitter(attempt, latest));

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it("spreads a crowd over all of that time", () => {
    expect(fullJitter(50, () => 0)).toBe(0);
    expect(fullJitter(50, () => 0.5)).toBe(4000);
  });

  it("is a second at most where the server only makes place for another", () => {
    expect(afterDrain(latest)).toBe(1000);
  });

  it("is longer where we are not wanted", () => {
    expect(afterRefusal(latest)).toBeGreaterThan(fullJitter(50, latest));
  });
});
