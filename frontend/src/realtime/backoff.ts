// How long to wait before connecting again, so that a crowd does not come back all at once.

const BASE_MS = 500;
/** Nobody is to wait longer than ten seconds for a server that is back, connecting included. */
const CAP_MS = 8_000;
const DRAIN_MS = 1_000;
const REFUSAL_MS = 16_000;

/** Full jitter: anywhere between nothing and a bound that doubles with every attempt. */
export function fullJitter(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 10)));
}

/** A server that drains has a replacement already; only the crowd has to be spread a little. */
export function afterDrain(random: () => number): number {
  return Math.round(random() * DRAIN_MS);
}

/** A server that refuses on purpose knows us, and will not know better in a moment. */
export function afterRefusal(random: () => number): number {
  return Math.round(random() * REFUSAL_MS);
}
