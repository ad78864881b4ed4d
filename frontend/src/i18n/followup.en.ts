// What is asked some weeks and months after quitting, in English.

export const followUp = {
  title: "How is it going?",
  titles: {
    day_28: "Four weeks since your quit date",
    month_3: "Three months since your quit date",
    month_6: "Half a year since your quit date",
  },
  offer: "A minute of your time: how is it going? Every answer helps, whatever it is.",
  open: "Answer",
  lead: "Whatever you answer is fine. Who does not answer counts as smoking, so a word helps.",
  smokeFree: "How was today?",
  between: "Did you smoke in between, and not note it?",
  confidence: "How sure are you that you can stay smoke-free?",
  low: "not at all",
  high: "completely",
  ppm: "Carbon monoxide in your breath, in ppm",
  ppmHint: "Only if you have a device.",
  ppmWrong: "A whole number from 0 to 500, as the device shows it.",
  choose: "Please choose one.",
  incomplete: "Two questions want an answer: how today was, and how sure you are.",
  send: "Send",
  thanks: "Thank you",
  wellDone: "Well done. Stay with what helps you.",
  goOn: "Thank you for saying so. What you gained stays yours, and you can go on from here.",
  next: "We ask you next on {{date}}.",
  none: "There is nothing to answer right now.",
};
