// What to call people of the community, whose names are not for everybody.
import type { TFunction } from "i18next";
import type { Conversation, Neighbour, Uuid } from "@/api/types";

/** Their name, else their handle, else what they are here. */
export function nameOf(person: Neighbour, t: TFunction): string {
  if (person.display_name) return person.display_name;
  return person.handle ? `@${person.handle}` : t(`profile.${person.role}`);
}

/** The name of a conversation: a group's own, else of everybody in it but oneself. */
export function titleOf({ name, people }: Conversation, me: Uuid, t: TFunction): string {
  if (name) return name;
  const others = people.filter(({ user_id }) => user_id !== me);
  return others.map((person) => nameOf(person, t)).join(", ") || t("notifications.someone");
}

/** Who of a conversation that is. Whoever has left it is somebody. */
export function speakerOf({ people }: Conversation, who: Uuid, t: TFunction): string {
  const person = people.find(({ user_id }) => user_id === who);
  return person ? nameOf(person, t) : t("notifications.someone");
}
