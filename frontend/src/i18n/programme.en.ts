// The messages of the programme, and answering them, in English.

export const programme = {
  title: "My programme",
  messages: "Messages so far",
  none: "Your messages begin two weeks before your quit date. Set one, and they find you.",
  next: "The next one comes on {{when}}.",
  unreviewed: "No clinician has confirmed every one of these texts yet.",
  pair: "If {{trigger}}, then {{response}}",
  asks: "Say how it goes",
  answer: "Answer this message",
  label: "Your answer",
  hint: "CRAVE, MOOD or SLIP. STOP ends these messages.",
  send: "Send",
  stopped: "We have stopped these messages. You can have them back whenever you like.",
  unknown: "We only understand these words: CRAVE, MOOD, SLIP, STOP.",
};
