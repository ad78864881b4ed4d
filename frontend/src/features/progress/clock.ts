// What the large clock counts.
import type { Progress } from "@/api/types";

type Moments = Pick<Progress, "as_of" | "quit_at" | "status" | "smoke_free_seconds">;

/** Whether somebody smoked after their quit date. */
export function hasSlipped(progress: Moments): boolean {
  return progress.status === "quit" && progress.smoke_free_seconds < sinceQuitDate(progress) - 1;
}

/** The seconds the clock shows when `passed` seconds have gone by since `progress` was computed.
 *
 * Until somebody slips they have been smoke-free since their quit date. Afterwards the clock goes
 * on from that date: a slip does not wipe it. It counts from what the server said, so that a
 * device whose own clock is wrong shows the right time. */
export function secondsShown(progress: Moments, passed: number): number {
  switch (progress.status) {
    case "no_plan":
      return 0;
    case "planned":
      return Math.max(0, -sinceQuitDate(progress) - passed);
    case "quit":
      return sinceQuitDate(progress) + passed;
  }
}

function sinceQuitDate({ as_of, quit_at }: Moments): number {
  return quit_at === null ? 0 : (Date.parse(as_of) - Date.parse(quit_at)) / 1000;
}
