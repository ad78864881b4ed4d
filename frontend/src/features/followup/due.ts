// Which follow-up is open: somebody is asked from its day on, for as long as an answer counts.
import type { FollowUp, LocalDate } from "@/api/types";
import { shiftDate } from "@/ui/format";

/** Those that outcomes are counted at. The earlier ones are a word of encouragement. */
export const FOLLOWED = ["day_28", "month_3", "month_6", "month_12"] as const;
export type Followed = (typeof FOLLOWED)[number];

/** By the English standard, as the server counts. */
const ANSWERED_AFTER_DAYS = 14;

export interface Open {
  code: Followed;
  local_date: LocalDate;
}

/** What was checked in since the day of a follow-up answers it. */
export function openAmong(
  followUps: readonly FollowUp[],
  today: LocalDate,
  lastCheckIn: LocalDate | null,
): Open | null {
  const open = followUps.flatMap(({ code, local_date }): Open[] => {
    const followed = FOLLOWED.find((each) => each === code);
    const isTime = local_date <= today && today <= shiftDate(local_date, ANSWERED_AFTER_DAYS);
    const isAnswered = lastCheckIn !== null && lastCheckIn >= local_date;
    return followed && isTime && !isAnswered ? [{ code: followed, local_date }] : [];
  });
  return open.at(-1) ?? null;
}

export function comingAmong(followUps: readonly FollowUp[], today: LocalDate): FollowUp | null {
  return followUps.find(({ local_date }) => local_date > today) ?? null;
}

const MOST_PPM = 500;

/** What a breath device shows: null where nothing was typed, undefined where it is no reading. */
export function ppmOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === "") return null;
  return /^\d{1,3}$/.test(text) && Number(text) <= MOST_PPM ? Number(text) : undefined;
}
