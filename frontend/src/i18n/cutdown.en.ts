// What the page about cutting down says, in English.

export const cutDown = {
  title: "Fewer a day",
  open: "Cut down step by step",
  course: "How it goes on",
  today_one: "Today at most {{count}}",
  today_other: "Today at most {{count}}",
  begins: "It begins on {{date}}.",
  none: "From {{date}} on: none.",
  most: "At most, by day",
  stop: "Stop cutting down",
  begin: "Cut down until a day",
  change: "Change it",
  lead: "Stopping all at once works better for most people, and within two weeks. If fewer a day suits you, keep it short: six weeks at most.",
  mode: "How it falls",
  modes: { linear: "A little every day", stepped: "A step every week" },
  endsOn: "First day without any",
  wrongEnd: "Choose a day after today, at most six weeks from the first.",
  startCap: "How many a day now",
  asProfile: "As in your profile",
  wrongCap: "A whole number from 1 to 200.",
  noProfile: "Say how many you smoke a day now.",
};
