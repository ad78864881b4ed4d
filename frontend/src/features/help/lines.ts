// In which order help lines are shown, and how each is reached by a tap.
import type { HelpLine } from "@/api/types";

/** What the server names for countries whose lines it does not know; kept for when it is away. */
export const DIRECTORY = "https://findahelpline.com";

const ORDER: readonly HelpLine["kind"][] = ["emergency", "crisis", "quitline"];

/** Whoever is in danger reads no list: the emergency number comes first. */
export function inOrder(lines: readonly HelpLine[]): HelpLine[] {
  return lines.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The number as a telephone takes it: `116 123` is `tel:116123`. */
export function telOf(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

/** An address without what nobody reads: `https://www.lifeline.org.au/` is `lifeline.org.au`. */
export function siteOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, "");
}
