// Time as something that can be handed in, so that what waits can be tested without waiting.

export interface Clock {
  now(): number;
  /** Runs `action` after `ms`; the returned function calls it off. */
  later(action: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  later(action, ms) {
    const handle = setTimeout(action, ms);
    return () => clearTimeout(handle);
  },
};
