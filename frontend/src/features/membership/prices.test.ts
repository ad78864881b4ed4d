import { expect, test } from "vitest";
import { currenciesOf } from "./prices";

const plan = (...currencies: string[]) => ({
  prices: currencies.map((currency) => ({ currency, amount_minor: 100 })),
});

test("the likeliest currency comes first, the others in their order", () => {
  const plans = [plan("EUR", "JPY", "USD", "VND")];

  expect(currenciesOf(plans, "en")).toEqual(["USD", "EUR", "JPY", "VND"]);
  expect(currenciesOf(plans, "vi")).toEqual(["VND", "EUR", "JPY", "USD"]);
});

test("a currency that only some plans have a price in is not offered", () => {
  expect(currenciesOf([plan("EUR", "USD"), plan("EUR")], "en")).toEqual(["EUR"]);
  expect(currenciesOf([], "en")).toEqual([]);
});
