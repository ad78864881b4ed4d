// From when until when something comes back.
import { formatDate, formatDateTime } from "@/ui/format";

const TWO_DAYS_MS = 2 * 86_400_000;

/** With the time of day where hours matter; empty where there is no date to count from. */
export function rangeOf(startsAt: string | null, endsAt: string | null, language: string): string {
  if (startsAt === null) return "";
  if (endsAt === null || endsAt === startsAt) return formatDateTime(startsAt, language);
  const isShort = Date.parse(endsAt) - Date.parse(startsAt) < TWO_DAYS_MS;
  const format = isShort ? formatDateTime : formatDate;
  return `${format(startsAt, language)} – ${format(endsAt, language)}`;
}
