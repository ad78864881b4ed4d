// What a notification says, and where it leads.
import type { TFunction } from "i18next";
import type { Language, Notification, Role } from "@/api/types";
import { homeOf } from "@/features/auth/homes";
import { formatDateTime } from "@/ui/format";

export function sentence({ title_key, data }: Notification, t: TFunction, language: Language) {
  const someone = data.handle ? `@${data.handle}` : t("notifications.someone");
  const key = `notifications.titles.${title_key}` as "notifications.titles.other";
  return t(key, {
    name: data.display_name || someone,
    group: data.name ?? "",
    slug: data.slug,
    when: data.starts_at ? formatDateTime(data.starts_at, language) : "",
    days: data.days,
    day: data.day,
    week: data.week,
    // Kinds that a newer server knows have no words here yet.
    defaultValue: t("notifications.titles.other"),
  });
}

/** Coaches are led to the member it is about, whoever may be written to, to the conversation. */
const LEAD_TO_TALK = new Set(["coach.assigned", "coach.stand_in", "reply.stand_in"]);

export function placeOf(notification: Notification, role: Role): string {
  const { category, title_key, data } = notification;
  if (data.conversation_id) return `/chat/${data.conversation_id}`;
  if (title_key === "crisis.help" || title_key.startsWith("crisis.reply.")) return "/help";
  if (LEAD_TO_TALK.has(title_key) && data.user_id) return `/chat/with/${data.user_id}`;
  if (category === "programme") return `/programme?about=${notification.notification_id}`;
  if (role === "member" && category === "billing") return "/membership";
  const isAboutMember = category === "progress" || category === "coaching";
  if (role === "coach" && isAboutMember && data.user_id) return `/members/${data.user_id}`;
  return homeOf(role);
}
