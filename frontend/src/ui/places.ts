// Countries, time zones and currencies, by what the browser knows about them.

const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

const EURO =
  "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM VA XK YT".split(
    " ",
  );
const OTHER_CURRENCIES: Record<string, string> = {
  AU: "AUD", BR: "BRL", CA: "CAD", CH: "CHF", CN: "CNY", CZ: "CZK", DK: "DKK", GB: "GBP", HK: "HKD",
  HU: "HUF", ID: "IDR", IN: "INR", JP: "JPY", KR: "KRW", KW: "KWD", MX: "MXN", MY: "MYR", NO: "NOK",
  NZ: "NZD", PH: "PHP", PL: "PLN", RO: "RON", SE: "SEK", SG: "SGD", TH: "THB", TR: "TRY", TW: "TWD",
  UA: "UAH", US: "USD", VN: "VND", ZA: "ZAR",
}; // prettier-ignore

interface Option {
  value: string;
  label: string;
}

export function countryOptions(language: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  return COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  );
}

/** The zones the browser lists, and those given, which it may know by another name. */
export function timeZoneOptions(...also: string[]): Option[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...also]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll("_", " ") }));
}

export function currencyOptions(language: string): Option[] {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }));
}

export function detectedTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function detectedCountry(): string {
  for (const tag of navigator.languages) {
    const { region } = new Intl.Locale(tag).maximize();
    if (region && COUNTRIES.includes(region)) return region;
  }
  return "US";
}

/** Zones that engines name in two ways, by the way CLDR does. */
const SAME_ZONE: Record<string, string> = { "Asia/Ho_Chi_Minh": "Asia/Saigon" };

/** The one country with this zone, or null: UTC is everywhere, and some browsers know no zones. */
export function countryOfZone(zone: string): string | null {
  const names = [zone, SAME_ZONE[zone]];
  const found = COUNTRIES.filter((country) =>
    zonesOf(country).some((known) => names.includes(known)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function zonesOf(country: string): string[] {
  // A method by now, a property in engines of before, and in no types yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
    timeZones?: string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

export function currencyOf(country: string): string {
  return EURO.includes(country) ? "EUR" : (OTHER_CURRENCIES[country] ?? "USD");
}
