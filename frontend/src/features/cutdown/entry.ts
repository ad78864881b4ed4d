// What is typed about cutting down, before the server sees it, which checks it again.
import type { CutDown, CutDownInput, CutDownMode, LocalDate } from "@/api/types";
import { shiftDate } from "@/ui/format";

/** A longer delay makes a slip likelier (domain.md §0). */
export const LONGEST_DAYS = 42;
const MOST = 200;

export interface Entry {
  mode: CutDownMode;
  /** Empty: not chosen. */
  ends_on: LocalDate;
  /** Empty: as the profile says. */
  start_cap: string;
}

export type Fault = "ends_on" | "start_cap";

/** A plan that holds goes on from where it began. */
export function beginningOf(plan: CutDown | null, today: LocalDate): LocalDate {
  return plan?.starts_on ?? today;
}

export function faultsIn(entry: Entry, starts_on: LocalDate, today: LocalDate): Fault[] {
  const { ends_on, start_cap } = entry;
  const isAhead = ends_on > today && ends_on <= shiftDate(starts_on, LONGEST_DAYS);
  const cap = start_cap.trim();
  const isCount = cap === "" || (/^\d{1,3}$/.test(cap) && Number(cap) >= 1 && Number(cap) <= MOST);
  return [...(isAhead ? [] : ["ends_on" as const]), ...(isCount ? [] : ["start_cap" as const])];
}

export function inputOf({ mode, ends_on, start_cap }: Entry, starts_on: LocalDate): CutDownInput {
  const cap = start_cap.trim();
  return { mode, starts_on, ends_on, ...(cap === "" ? {} : { start_cap: Number(cap) }) };
}
