// A craving as it is being written, and as it is sent.
import type {
  Activity,
  Company,
  CravingInput,
  Ending,
  Feeling,
  Geo,
  Strategy,
  Uuid,
} from "@/api/types";
import { localParts } from "@/ui/format";

export const LONGEST_NOTE = 1000;
export const LONGEST_LABEL = 80;
export const MOST_CIGARETTES = 200;
const DAYS_BACK = 7;

/** What it came with: every part of it may be left out. */
export interface Details {
  company: Company[];
  activity: Activity[];
  feeling: Feeling[];
  strategy: Strategy[];
  placeLabel: string;
  geo: Geo | null;
  note: string;
}

export interface Draft extends Details {
  client_id: Uuid;
  intensity: number | null;
  after: number | null;
  smoked: boolean | null;
  cigarettes: number;
  /** As the input has it; empty means the moment it is saved. */
  when: string;
  trigger: string;
}

export const NO_DETAILS: Details = {
  company: [],
  activity: [],
  feeling: [],
  strategy: [],
  placeLabel: "",
  geo: null,
  note: "",
};

export function emptyDraft(): Draft {
  return {
    ...NO_DETAILS,
    client_id: crypto.randomUUID(),
    intensity: null,
    after: null,
    smoked: null,
    cigarettes: 1,
    when: "",
    trigger: "",
  };
}

/** To be changed and sent again under the id it has. */
export function draftOf(craving: CravingInput): Draft {
  return {
    client_id: craving.client_id,
    intensity: craving.intensity,
    after: craving.intensity_after ?? null,
    smoked: craving.smoked,
    cigarettes: craving.cigarettes ?? 1,
    when: inputValue(new Date(craving.occurred_at)),
    trigger: craving.trigger ?? "",
    company: craving.company ?? [],
    activity: craving.activity ?? [],
    feeling: craving.feeling ?? [],
    strategy: craving.strategy ?? [],
    placeLabel: craving.place_label ?? "",
    geo: craving.geo ?? null,
    note: craving.note ?? "",
  };
}

/** Null while it does not say how strong, how it ended, or a moment that can be logged. */
export function cravingOfDraft(draft: Draft, now: Date): CravingInput | null {
  const { intensity, smoked } = draft;
  const moment = draft.when === "" ? now : new Date(draft.when);
  if (intensity === null || smoked === null || !isInRange(moment, now)) return null;
  if (smoked && !(draft.cigarettes >= 1)) return null;
  const trigger = draft.trigger.trim();
  return {
    client_id: draft.client_id,
    occurred_at: moment.toISOString(),
    intensity,
    ...(draft.after === null ? {} : { intensity_after: draft.after }),
    ...(trigger ? { trigger } : {}),
    ...endingOf(draft, smoked, draft.cigarettes),
  };
}

/** Leaves out what was left open. */
export function endingOf(details: Details, smoked: boolean, cigarettes: number): Ending {
  const { company, activity, feeling, strategy, geo } = details;
  const place = details.placeLabel.trim();
  const note = details.note.trim();
  return {
    smoked,
    ...(smoked ? { cigarettes } : {}),
    ...(company.length > 0 ? { company } : {}),
    ...(activity.length > 0 ? { activity } : {}),
    ...(feeling.length > 0 ? { feeling } : {}),
    ...(strategy.length > 0 ? { strategy } : {}),
    ...(place ? { place_label: place } : {}),
    ...(geo ? { geo } : {}),
    ...(note ? { note } : {}),
  };
}

export function earliest(now: Date): Date {
  const moment = new Date(now);
  moment.setDate(moment.getDate() - DAYS_BACK);
  return moment;
}

export function isInRange(moment: Date, now: Date): boolean {
  return moment <= now && moment >= earliest(now);
}

/** A moment as an input of this device shows it. */
export function inputValue(moment: Date): string {
  const { date, time } = localParts(moment);
  return `${date}T${time}`;
}

/** Nothing finer than about a kilometre is kept, here or there. */
export function coarse({ latitude, longitude }: Geo): Geo {
  return {
    latitude: Math.round(latitude * 100) / 100,
    longitude: Math.round(longitude * 100) / 100,
  };
}
