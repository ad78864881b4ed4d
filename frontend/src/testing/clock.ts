// A clock that moves only when a test says so.
import type { Clock } from "@/clock";

export class FakeClock implements Clock {
  #now = 1_000_000;
  #due: { at: number; action: () => void }[] = [];

  now() {
    return this.#now;
  }
  later(action: () => void, ms: number) {
    const timer = { at: this.#now + ms, action };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((other) => other !== timer);
    };
  }
  async pass(ms: number) {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = next.at;
      this.#due = this.#due.filter((other) => other !== next);
      next.action();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Lets everything that waits on a promise run. */
export async function settled() {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
