// What the page about our outcomes says, in English. How they are counted comes from the server.

export const outcomes = {
  title: "How many quit here",
  link: "How many quit here, honestly counted",
  lead: "Most apps show you their winners. Here everybody counts who tried, also those we never heard of again: they count as smoking.",
  counted: "Counted on {{date}}.",
  horizons: {
    day_28: "Four weeks after the quit day",
    day_182: "Six months after the quit day",
    day_365: "Twelve months after the quit day",
  },
  few: "Fewer than {{fewest}} attempts have come this far. Of so few we say nothing.",
  notSmoking: "Not smoking",
  byWord: "By their word",
  byBreath: "Verified by breath",
  claims: {
    four_weeks: "Not a puff from day 15 to 28",
    russell: "At most five cigarettes since the quit day",
    seven_days: "Not a puff in the last seven days",
    thirty_days: "Not a puff in the last thirty days",
  },
  of: "{{number}} of {{attempts}} attempts",
  answered:
    "{{answered}} of {{attempts}} gave an answer, between day {{first}} and day {{last}}. The others count as smoking.",
  excluded:
    "Left out: {{died}} who died, {{untraceable}} who moved where nobody finds them. Nobody else.",
  method: "How we count",
  sources: "The standards we count by:",
};
