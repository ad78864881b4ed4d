// What notifications say, in English, by the key the server sends. Other languages have the same.

export const titles = {
  "achievement.earned": "You earned something new.",
  "appeal.overturned": "Your appeal succeeded. What was decided is taken back.",
  "appeal.upheld": "We looked at your appeal. What was decided stays as it is.",
  "appointment.cancelled_by_coach": "Your appointment on {{when}} was cancelled by your coach.",
  "appointment.cancelled_by_member": "Your appointment on {{when}} was cancelled by the member.",
  "appointment.completed": "Your appointment on {{when}} is done. Thank you for coming.",
  "appointment.confirmed": "Your appointment on {{when}} is confirmed.",
  "appointment.in_an_hour": "Your appointment begins soon: {{when}}.",
  "appointment.in_progress": "Your appointment has begun.",
  "appointment.no_show": "We missed you on {{when}}. You can book another time whenever you like.",
  "appointment.offer": "Your coach is away on {{when}} and offers you other times.",
  "appointment.requested": "Somebody asks for an appointment on {{when}}.",
  "appointment.rescheduled": "Your appointment on {{when}} is moved to another time.",
  "appointment.tomorrow": "Your next appointment: {{when}}.",
  "article.overdue": "The article “{{slug}}” is past its review date. Please look at it again.",
  "buddy.accepted": "{{name}} is your buddy now.",
  "buddy.requested": "{{name}} would like to be your buddy.",
  "case.hidden": "Something you wrote is hidden. You can ask us to look again.",
  "case.released": "We looked at what you wrote. Everybody can see it again.",
  "checkin.recorded": "{{name}} checked in.",
  "coach.assigned": "{{name}} is your coach now.",
  "coach.offer_another": "Your coach has not answered yet. We are sorry; you may choose another.",
  "coach.stand_in":
    "Your coach has not answered yet. We are sorry. Another coach, {{name}}, can: write to them.",
  "cohort.summary": "Your week {{week}} with your cohort, at a glance.",
  "cohort.topic": "Today's topic is in your cohort. Day {{day}}.",
  "cohort.welcome": "Welcome to {{group}}: {{days}} days together.",
  "comment.new": "{{name}} answered you.",
  "contact.accepted": "{{name}} accepted your request.",
  "contact.requested": "{{name}} would like to be in contact.",
  "crisis.case_opened": "Somebody may be in danger. Please look at the new case now.",
  "crisis.case_overdue": "Somebody in danger is still waiting. Please look at the case now.",
  "crisis.help":
    "You do not have to be alone with this. If you are in danger, call your local emergency number now.",
  // These were agreed on before, word for word; the server's texts say from where.
  "crisis.reply.call_now":
    "We are worried that you may be in danger now. Please call your local emergency number, or ask somebody near you to call. You do not have to be alone with this: go to where other people are, and put away what you could hurt yourself with.",
  "crisis.reply.someone_to_talk_to":
    "Thank you for answering. There are people who listen to exactly this, without judging: under Help you find their numbers, and when they answer. Would you call one of them? We are here too, though not at every hour.",
  "crisis.reply.still_here":
    "We have not heard from you and think of you. You need not explain anything. A single word tells us that you are there. The emergency number answers at any hour; under Help you find who else does.",
  "crisis.reply.take_care":
    "It was good to hear that you are safe. Quitting can make dark days darker for a while; that passes, and it is no failing of yours. If it comes back, write or call at once, and tell a doctor about it.",
  "crisis.reply.we_read_it":
    "We read what you wrote, and we are glad you said it. It sounds very hard right now. We are people, not a machine, and we would like to know how you are. Are you safe at this moment? If you are in danger, please call your local emergency number now. Under Help you find whom else to call, and when they answer.",
  "export.ready": "Your data is ready to download.",
  "group.admitted": "You are in: {{group}} lets you join.",
  "group.asked": "Somebody would like to join {{group}}.",
  "group_session.cancelled": "The group session on {{when}} is cancelled.",
  "group_session.seat": "A seat is free for you in the group session on {{when}}.",
  "media.rejected": "We could not use your picture. Please try another.",
  "member.assigned": "{{name}} chose you as a coach.",
  "membership.changed": "Your membership has changed.",
  "membership.ended": "Your membership has ended. What you noted stays yours.",
  "mention.new": "{{name}} mentioned you.",
  "milestone.reached": "You reached a milestone. Well done.",
  "quit_plan.changed": "{{name}} set a quit date.",
  "reaction.new": "People react to what you wrote.",
  "reminder.check_in": "How is today? A check-in takes a minute.",
  "reminder.high_risk": "Your plan is here for the next hour, should you want it.",
  "reminder.programme": "Today's message from your programme is here.",
  "reminder.silence": "We have not seen you for a while. However it is going, you are welcome.",
  "reminder.step": "The next step on your pack begins today. See in your plan what it says.",
  "reminder.weekly": "Your week, at a glance.",
  "reply.overdue": "A member has been waiting for your answer.",
  "reply.stand_in":
    "{{name}} waits for their coach and agreed to another. You can write to them now.",
  "report.acted": "Thank you for your report. We acted on it.",
  "report.nothing_wrong":
    "Thank you for your report. We looked and found nothing against the rules.",
  "sanction.ban": "You can no longer take part in the community. You can ask us to look again.",
  "sanction.lifted": "You can take part in the community again.",
  "sanction.mute":
    "You can read and not write in the community for a while. You can ask us to look again.",
  "sanction.suspend":
    "You cannot take part in the community for a while. You can ask us to look again.",
  "sanction.warn": "Please look at the rules of the community again.",
  "slip.recorded": "{{name}} noted a slip. A kind word may help.",
  "sos.asked": "{{name}} has a strong urge right now. A few minutes of company can help.",
  other: "Something has changed.",
};
