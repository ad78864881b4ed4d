// How far a wave is.
import type { WaveInput } from "@/api/types";

const MINUTE_MS = 60_000;

/** Nobody comes back to a wave of yesterday: what is older can be logged as a craving. */
const FORGOTTEN_MS = 12 * 60 * MINUTE_MS;

export interface Standing {
  secondsLeft: number;
  /** From 0 to 1. */
  done: number;
}

export function standingOf({ started_at, minutes }: WaveInput, now: number): Standing {
  const length = minutes * MINUTE_MS;
  const passed = Math.min(Math.max(now - Date.parse(started_at), 0), length);
  return { secondsLeft: Math.ceil((length - passed) / 1000), done: passed / length };
}

export function isForgotten({ started_at }: WaveInput, now: number): boolean {
  return now - Date.parse(started_at) > FORGOTTEN_MS;
}

/** `4:05` */
export function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
