// The order of what somebody wrote.

/** With the one at `place` and the next one changed about. */
export function swapped<Item>(items: readonly Item[], place: number): Item[] {
  return [
    ...items.slice(0, place),
    ...items.slice(place, place + 2).reverse(),
    ...items.slice(place + 2),
  ];
}
