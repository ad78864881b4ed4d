// What the form about how stopping feels says, in English. Its questions come from the server.

export const feeling = {
  title: "How was your last day?",
  open: "Answer for today",
  missing: "Please choose one.",
  incomplete_one: "{{count}} question still wants an answer. Without it there is no result.",
  incomplete_other: "{{count}} questions still want an answer. Without them there is no result.",
  send: "Save",
  result: "Saved",
  mean: "Discomfort: {{mean}}, from 0, none, to 4, severe.",
  note: "This is information about one day, and not a diagnosis. Most of it fades within two to four weeks.",
  coach: "Write to your coach, or choose one",
  course: "See how it changes over time",
};
