// Which price to show first.
import type { Language, Money } from "@/api/types";

const LIKELY: Record<Language, string> = { en: "USD", vi: "VND" };

/** The currencies every plan has a price in, the likeliest of who speaks that language first. */
export function currenciesOf(plans: readonly { prices: Money[] }[], language: Language): string[] {
  const [first, ...others] = plans.map(({ prices }) => prices.map(({ currency }) => currency));
  const common = (first ?? []).filter((each) => others.every((some) => some.includes(each)));
  const likely = LIKELY[language];
  return common.toSorted((a, b) => Number(b === likely) - Number(a === likely));
}
