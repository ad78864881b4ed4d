// What the API says and takes, as far as the app uses it. Generated types can replace this file:
// the tables at the end have the shape of an OpenAPI document's paths, by method.

export type Uuid = string;
export type Instant = string;
export type LocalDate = string;

export type Role = "member" | "coach" | "admin";
export type Language = "en" | "vi";

export interface Money {
  amount_minor: number;
  currency: string;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Person {
  user_id: Uuid;
  display_name: string;
  role: Role;
}

/** Somebody of the community. Their name is for those they have to do with. */
export interface Neighbour {
  user_id: Uuid;
  display_name: string | null;
  handle: string | null;
  role: Role;
}

// Sign-in

/** What everybody says about themselves, however they sign in. */
export interface Completion {
  display_name: string;
  birth_date: LocalDate;
  time_zone: string;
  country: string;
  locale: Language;
  consents: {
    terms: boolean;
    health_data: boolean;
    coach_sharing: boolean;
    research: boolean;
    marketing: boolean;
  };
}

export interface Registration extends Completion {
  email: string;
  password: string;
}

export interface Grant {
  access_token: string;
  expires_in: number;
  user: Person;
  /** What has to be done before anything else is let through. */
  missing?: "registration";
}

// The person and their profile

export interface Account extends Person {
  email: string;
  locale: Language;
  created_at: Instant;
}

export interface Profile {
  time_zone: string;
  country: string;
  version: number;
}

export type Product = "cigarette" | "roll_up" | "vape" | "pouch" | "smokeless" | "other";

export interface TobaccoInput {
  product: Product;
  units_per_day: string;
  pack_size: number;
  minutes_to_first: number | null;
}

export interface Tobacco extends TobaccoInput {
  version: number;
}

export interface Price {
  price: Money;
  effective_from: Instant;
}

// Quitting

export type Status = "no_plan" | "planned" | "quit";

export interface QuitPlan {
  attempt_id: Uuid;
  quit_at: Instant;
  status: "planned" | "quit";
  advice?: string | null;
}

export interface CheckInInput {
  client_id: Uuid;
  local_date?: LocalDate;
  smoke_free: boolean;
  mood?: number;
  craving?: number;
  note?: string;
}

export interface CheckIn {
  check_in_id: Uuid;
  local_date: LocalDate;
  smoke_free: boolean;
  mood: number | null;
  craving: number | null;
  note: string | null;
  recorded_at: Instant;
}

export interface SlipInput {
  client_id: Uuid;
  smoked_at: Instant;
  cigarettes: number;
  trigger?: string;
  confidence?: number;
  note?: string;
}

export type Offer = "coach" | "cohort" | "nrt_information";

export interface Slip {
  slip_id: Uuid;
  smoked_at: Instant;
  cigarettes: number;
  trigger: string | null;
  confidence: number | null;
  /** What may help now, the first first. */
  offers: Offer[];
}

/** What may be hidden among them. */
export type Figure = "life_regained";

export interface Progress {
  as_of: Instant;
  quit_at: Instant | null;
  status: Status;
  smoke_free_seconds: number;
  days_since_quit: number;
  units_avoided: string | null;
  money: { saved: Money | null; spent: Money | null } | null;
  life_regained_minutes: number | null;
  minutes_per_cigarette: number;
  streak: { current_days: number; best_days: number };
  smoke_free_days_of_30: { smoke_free: number; of: number };
  slips_total: number;
  check_ins_total: number;
  checked_in_today: boolean;
  hidden: Figure[];
  today: LocalDate;
  coach: { user_id: Uuid; display_name: string } | null;
}

// Cravings

export const COMPANY = [
  "alone",
  "partner",
  "family",
  "friends",
  "colleagues",
  "strangers",
  "other",
] as const;
export const ACTIVITIES = [
  "waking",
  "coffee_tea",
  "just_eaten",
  "break",
  "working",
  "driving",
  "alcohol",
  "bar_event",
  "chatting",
  "relaxing",
  "reading",
  "thinking",
  "bed",
  "after_sex",
  "other",
] as const;
export const FEELINGS = [
  "stressed",
  "anxious",
  "annoyed",
  "bored",
  "down",
  "lonely",
  "hungry",
  "happy",
  "other",
] as const;
export const STRATEGIES = [
  "delay",
  "distract",
  "deep_breath",
  "drink",
  "walk",
  "talk",
  "surf_urge",
  "nrt",
  "other",
] as const;

export type Company = (typeof COMPANY)[number];
export type Activity = (typeof ACTIVITIES)[number];
export type Feeling = (typeof FEELINGS)[number];
export type Strategy = (typeof STRATEGIES)[number];

/** In degrees, to about a kilometre. */
export interface Geo {
  latitude: number;
  longitude: number;
}

/** How a craving ended, and what it came with. */
export interface Ending {
  smoked: boolean;
  cigarettes?: number;
  company?: Company[];
  activity?: Activity[];
  feeling?: Feeling[];
  strategy?: Strategy[];
  place_label?: string;
  geo?: Geo;
  note?: string;
}

export interface CravingInput extends Ending {
  client_id: Uuid;
  occurred_at: Instant;
  intensity: number;
  intensity_after?: number;
  trigger?: string;
}

export interface Craving {
  craving_id: Uuid;
  client_id: Uuid;
  occurred_at: Instant;
  intensity: number;
  intensity_after: number | null;
  smoked: boolean;
  cigarettes: number;
  company: Company[];
  activity: Activity[];
  feeling: Feeling[];
  strategy: Strategy[];
  trigger: string | null;
  place_label: string | null;
  note: string | null;
}

export interface WaveInput {
  client_id: Uuid;
  started_at: Instant;
  minutes: number;
  intensity: number;
}

export interface OutcomeInput extends Ending {
  ended_at: Instant;
  intensity_after: number;
}

export type Words = Record<Language, string>;

export interface Reason {
  reason_id: Uuid;
  words: string;
  version: number;
}

export interface CopingPair {
  pair_id: Uuid;
  trigger: string;
  response: string;
  strategy: Strategy | null;
  version: number;
}

/** Something to try in an urge. What is of one kind only is null elsewhere. */
export interface SosStep {
  code: string;
  kind: "own_reasons" | "if_then" | "technique" | "breathing" | "people";
  title: Words;
  words: Words;
  strategy: Strategy | null;
  helped_before: boolean;
  coach: { user_id: Uuid; display_name: string } | null;
  reasons: Reason[] | null;
  pairs: CopingPair[] | null;
}

export interface Sos {
  minutes: number;
  words: Words;
  steps: SosStep[];
}

export interface CirclePlace {
  kind: "cohort" | "buddy" | "coach";
  conversation_id: Uuid;
  name: string | null;
  person: Neighbour | null;
}

export interface Circle {
  items: CirclePlace[];
  /** What is sent. */
  words: Words;
}

// Getting ready

export const TOLD = ["partner", "family", "friends", "colleagues", "other"] as const;
export const ROOMS = ["home", "car", "work"] as const;
export const CLEARED = ["todo", "done", "none"] as const;

export type Told = (typeof TOLD)[number];
export type Room = (typeof ROOMS)[number];
export type Cleared = (typeof CLEARED)[number];

/** Set a day, tell people, anticipate, remove what reminds one. */
export interface Checklist {
  set: { done: boolean; quit_at: Instant | null };
  tell: { done: boolean; told: Told[]; skipped: boolean };
  anticipate: { done: boolean; pairs: number };
  remove: { done: boolean } & Record<Room, Cleared>;
  complete: boolean;
  version: number;
}

export interface ChecklistInput {
  told: Told[];
  tell_skipped: boolean;
  removed: Record<Room, Cleared>;
}

export interface PairInput {
  strategy?: Strategy;
  trigger: string;
  response: string;
}

// Asking how it goes, after quitting

export interface FollowUp {
  code: string;
  /** The member's own day. */
  local_date: LocalDate;
}

// Cutting down

export const CUT_DOWN_MODES = ["linear", "stepped"] as const;
export type CutDownMode = (typeof CUT_DOWN_MODES)[number];

export interface CutDown {
  mode: CutDownMode;
  starts_on: LocalDate;
  /** The first day without any. */
  ends_on: LocalDate;
  start_cap: number;
  today: LocalDate;
  /** Null before it begins. */
  cap_today: number | null;
  days: { local_date: LocalDate; cap: number }[];
  note: { words: Words; source: string };
  version: number;
}

export interface CutDownInput {
  mode: CutDownMode;
  starts_on?: LocalDate;
  ends_on: LocalDate;
  start_cap?: number;
}

// What is consented to

export type Purpose =
  "terms" | "health_data" | "coach_sharing" | "community" | "research" | "marketing" | "place";

export interface Consent {
  purpose: Purpose;
  granted: boolean;
  answered_at: Instant | null;
  text: string;
  text_version: string;
  is_current: boolean;
}

export interface ConsentAnswer {
  purpose: Purpose;
  granted: boolean;
  text_version: string;
  locale: Language;
}

export interface Export {
  export_id: Uuid;
  state: "preparing" | "ready";
  requested_at: Instant;
  ready_at: Instant | null;
  expires_at: Instant;
}

/** How far an erasure is, for whoever has the code of it. */
export interface Certificate {
  state: "waiting" | "undone" | "under_way" | "completed";
  requested_at: Instant;
  /** Until then it can be undone. */
  due_at: Instant;
  completed_at: Instant | null;
}

/** Somebody else looked at, or changed, something of theirs. */
export interface Access {
  access_id: Uuid;
  at: Instant;
  action: string;
  purpose: "coaching" | "safety" | "moderation" | "support" | "administration" | null;
  role: string | null;
  name: string | null;
  reason: string | null;
}

// What many entries say together

export interface TopTrigger {
  kind: "trigger" | "place" | "company" | "activity" | "feeling";
  name: string;
  count: number;
  smoked: number;
}

export interface StrategyRate {
  strategy: Strategy;
  tried: number;
  resisted: number;
  resist_rate: number | null;
  needs: number;
}

/** What needs more entries is null. */
export interface CravingInsights {
  entries: number;
  needs: number;
  urges_passed: number;
  hours: number[][] | null;
  top_triggers: TopTrigger[] | null;
  resist_rate: number | null;
  strategies: StrategyRate[] | null;
}

export type ChartStep = "hour" | "day" | "week" | "month";

export interface ChartPoint {
  starts_at: Instant;
  check_ins: number;
  smoke_free: number;
  mood: number | null;
  cravings: number;
  urges_passed: number;
  intensity: number | null;
  cigarettes: number;
}

export interface Chart {
  step: ChartStep;
  time_zone: string;
  points: ChartPoint[];
}

export interface WithdrawalPoint {
  taken_at: Instant;
  days_since_quit: number;
  scores: Record<string, number | null>;
}

export interface Withdrawal {
  quit_at: Instant | null;
  baseline: WithdrawalPoint | null;
  course: WithdrawalPoint[];
}

// Forms with a score

export type Answer = number | string;

export interface FormItem {
  code: string;
  words: Words;
  required: boolean;
  /** Null where a number is asked for. */
  choices: { value: Answer; words: Words }[] | null;
  least: number | null;
  most: number | null;
}

export interface Form {
  code: string;
  title: Words;
  asks: Words;
  items: FormItem[];
  source: string;
}

export interface AssessmentInput {
  client_id: Uuid;
  instrument: string;
  answers: Record<string, Answer>;
}

export interface Assessment {
  assessment_id: Uuid;
  instrument: string;
  /** By total; null where items were left out. */
  scores: Record<string, number | null>;
  meaning: Words | null;
  offer: "coach" | null;
}

export type Evidence = "CDC-2020" | "WHO" | "NHS" | "ACS";

export interface Milestone {
  code: string;
  topic: string;
  words: Words;
  state: "locked" | "in_progress" | "reached";
  starts_at: Instant | null;
  ends_at: Instant | null;
  note: Words | null;
  disagreement: {
    note: Words;
    by: Instant | null;
    others: { evidence: Evidence; starts_at: Instant | null; ends_at: Instant | null }[];
  } | null;
  reviewed: boolean;
}

export interface Timeline {
  source: { evidence: Evidence; name: Words; published: string; url: string };
  caution: Words;
  quit_at: Instant | null;
  last_cigarette_at: Instant | null;
  items: Milestone[];
}

export interface Achievement {
  code: string;
  title: Words;
  words: Words;
  reached: number;
  at_least: number;
  earned_at: Instant | null;
}

// Coaching

export interface Coach {
  user_id: Uuid;
  display_name: string;
  headline: string;
  languages: string[];
  places_left: number;
}

/** What a member's coach sees of them. */
export interface Sharing {
  fields: string[];
  /** Whether another coach may be asked where theirs is late. */
  stand_in: boolean;
  shares_at_all: boolean;
  version: number;
}

export interface MyCoach {
  user_id: Uuid;
  display_name: string;
  headline: string;
  languages: string[];
  since: Instant;
}

/** Without the member's consent to share, everything but who they are is null. */
export interface CoachedMember {
  user_id: Uuid;
  display_name: string;
  status: Status | null;
  quit_at: Instant | null;
  smoke_free_seconds: number | null;
  streak_days: number | null;
  last_check_in: {
    local_date: LocalDate;
    smoke_free: boolean;
    mood: number | null;
    craving: number | null;
  } | null;
  slips_total: number | null;
  since: Instant;
}

// Chat and notifications

export interface Message {
  conversation: Uuid;
  seq: number;
  id: Uuid;
  client_id?: Uuid;
  sender: Uuid;
  text: string;
  at: Instant;
  deleted?: boolean;
}

export interface Conversation {
  conversation_id: Uuid;
  kind: "direct" | "group" | "cohort";
  /** Of a group; two who talk have none. */
  name: string | null;
  people: Neighbour[];
  last_seq: number;
  read_seq: number;
  last_message: { seq: number; sender: Uuid; text: string; at: Instant } | null;
}

/** Depends on what it is about. */
export interface NotificationData {
  user_id?: Uuid;
  conversation_id?: Uuid;
  display_name?: string | null;
  handle?: string | null;
  /** Of a group. */
  name?: string | null;
  starts_at?: Instant;
  days?: number;
  day?: number;
  week?: number;
  /** Of an article. */
  slug?: string;
}

export interface Notification {
  notification_id: Uuid;
  category: string;
  title_key: string;
  data: NotificationData;
  at: Instant;
  read_at: Instant | null;
}

// Help

export interface HelpLine {
  code: string;
  kind: "crisis" | "emergency" | "quitline";
  name: Record<Language, string>;
  /** As one dials it there; null where there is only a page. */
  number: string | null;
  text: string | null;
  url: string | null;
  /** When somebody answers; null: day and night, or nobody has told us. */
  hours: Record<Language, string> | null;
  /** Who publishes the number. */
  source: string;
  checked_on: LocalDate | null;
}

// The programme of messages

export interface ProgrammeMessage {
  code: string;
  at: Instant;
  words: Record<Language, string>;
  basis: string;
  /** Whether it is a day to say how it goes. */
  asks: boolean;
  reviewed: boolean;
  /** What one meant to do when it gets difficult; only where that is spoken of. */
  pairs: CopingPair[] | null;
}

export interface Programme {
  /** Up to today, the latest first. */
  items: ProgrammeMessage[];
  next_at: Instant | null;
  sources: { basis: string; name: Record<Language, string>; published: string; url: string }[];
}

/** What the server understood of an answer, and what the app opens next. */
export interface ProgrammeReply {
  keyword: "stop" | "crave" | "mood" | "slip" | null;
  opens: "sos" | "check_in" | "slip" | "settings" | null;
}

// Our outcomes

/** How many of the attempts; null where there are too few. The percentage is a decimal number. */
export interface Rate {
  count: number | null;
  percent: string | null;
}

/** By their own word, and with a breath test a coach saw. */
export interface Claim {
  reported: Rate;
  verified: Rate;
}

export interface PublicOutcome {
  follow_up_days: 28 | 182 | 365;
  /** From this day after the quit date an answer counts, until `last_day`. */
  first_day: number;
  last_day: number;
  /** Null where there are too few. */
  attempts: number | null;
  excluded: { died: number; untraceable: number } | null;
  answered: Rate;
  standard: Claim;
  seven_days: Claim;
  thirty_days: Claim;
}

export interface PublicOutcomes {
  items: PublicOutcome[];
  fewest: number;
  counted_at: Instant | null;
  method: { code: string; words: Record<Language, string> }[];
  sources: { name: Record<Language, string>; url: string }[];
}

// Membership

export interface Plan {
  plan_id: string;
  name: Record<Language, string>;
  recurs: "month" | "year";
  prices: Money[];
}

export interface Billing {
  membership: {
    plan_id: string;
    source: "free" | "subscription" | "voucher";
    valid_until?: Instant;
  };
  subscription?: {
    status: string;
    current_period_end: Instant;
    cancel_at_period_end: boolean;
  };
}

// Administration

export interface ManagedAccount extends Person {
  email: string;
  status: "unconfirmed" | "incomplete" | "active" | "disabled";
  created_at: Instant;
}

// Every operation the app uses, by method and path.

export interface SecondFactorSetup {
  /** Base32, for typing into an authenticator app. */
  secret: string;
  /** The same as an otpauth: link. */
  uri: string;
}

/** A sign-in that can still be carried on. */
export interface SignInSession {
  session_id: string;
  user_agent: string;
  second_factor: boolean;
  began_at: string;
  last_used_at: string;
  ends_at: string;
  is_this_one: boolean;
}

export interface Operations {
  GET: {
    "/auth/federated": { reply: { is_on: boolean } };
    "/auth/sessions": { reply: { items: SignInSession[] } };
    "/users/me": { reply: Account };
    "/profile": { reply: Profile };
    "/profile/tobacco": { reply: Tobacco };
    "/profile/prices": { reply: { items: Price[] } };
    "/quit-plan": { reply: QuitPlan };
    "/check-ins": { reply: Page<CheckIn> };
    "/slips": { reply: Page<Slip> };
    "/cravings": { reply: Page<Craving> & { urges_passed: number } };
    "/sos": { reply: Sos };
    "/sos/circle": { reply: Circle };
    "/quit-plan/follow-ups": { reply: { items: FollowUp[] } };
    "/quit-plan/cut-down": { reply: CutDown };
    "/quit-plan/checklist": { reply: Checklist };
    "/quit-plan/reasons": { reply: { items: Reason[] } };
    "/quit-plan/coping-pairs": { reply: { items: CopingPair[] } };
    "/privacy/consents": { reply: { items: Consent[] } };
    "/privacy/exports": { reply: { items: Export[] } };
    "/privacy/access-log": { reply: Page<Access> };
    "/assessments/instruments": { reply: { items: Form[] } };
    "/insights/cravings": { reply: CravingInsights };
    "/insights/charts": { reply: Chart };
    "/insights/withdrawal": { reply: Withdrawal };
    "/milestones": { reply: Timeline };
    "/achievements": { reply: { items: Achievement[] } };
    "/help-lines": { reply: { country: string; items: HelpLine[] } };
    "/programme": { reply: Programme };
    "/outcomes": { reply: PublicOutcomes };
    "/progress": { reply: Progress };
    "/coaches": { reply: Page<Coach> };
    "/coaching/coach": { reply: MyCoach };
    "/coaching/sharing": { reply: Sharing };
    "/coaching/members": { reply: Page<CoachedMember> };
    "/coaching/members/{member_id}/progress": { reply: Progress };
    "/admin/users": { reply: Page<ManagedAccount> };
    "/conversations": { reply: Page<Conversation> };
    "/conversations/{conversation_id}": { reply: Conversation };
    "/conversations/{conversation_id}/messages": { reply: Page<Message> };
    "/billing/plans": { reply: { items: Plan[] } };
    "/billing/subscription": { reply: Billing };
    "/notifications": { reply: Page<Notification> & { unread: number } };
  };
  POST: {
    "/auth/register": { body: Registration; reply: { status: string } };
    "/auth/confirm": { body: { email: string; code: string }; reply: undefined };
    "/auth/resend": { body: { email: string }; reply: { status: string } };
    "/auth/login": { body: { email: string; password: string; client: "web" }; reply: Grant };
    "/auth/login/code": {
      body: { challenge: string; code: string; client: "web" };
      reply: Grant;
    };
    "/auth/federated/start": { body: undefined; reply: { authorize_url: string } };
    "/auth/federated/callback": { body: { state: string; code?: string }; reply: Grant };
    "/auth/complete": { body: Completion; reply: Person };
    "/auth/second-factor": { body: { password: string }; reply: SecondFactorSetup };
    "/auth/second-factor/confirm": { body: { code: string }; reply: undefined };
    "/auth/second-factor/remove": { body: { password: string }; reply: undefined };
    "/auth/refresh": { body: Record<string, never>; reply: Grant };
    "/auth/logout": { body: Record<string, never>; reply: undefined };
    "/auth/logout-all": { body: Record<string, never>; reply: undefined };
    "/auth/forgot": { body: { email: string }; reply: { status: string } };
    "/auth/reset": { body: { email: string; code: string; password: string }; reply: undefined };
    "/auth/password": {
      body: { current_password: string; new_password: string };
      reply: undefined;
    };
    "/profile/prices": { body: { price: Money }; reply: Price };
    "/check-ins": { body: CheckInInput; reply: CheckIn };
    "/slips": { body: SlipInput; reply: Slip };
    "/cravings": { body: CravingInput; reply: Craving };
    "/assessments": { body: AssessmentInput; reply: Assessment };
    "/waves": { body: WaveInput; reply: unknown };
    "/waves/{client_id}/outcome": { body: OutcomeInput; reply: Craving };
    "/sos/calls": {
      body: { client_id: Uuid; conversation_id: Uuid; text?: string };
      reply: { conversation_id: Uuid; message_id: Uuid; seq: number; at: Instant };
    };
    "/quit-plan/reasons": { body: { client_id: Uuid; words: string }; reply: Reason };
    "/quit-plan/coping-pairs": { body: PairInput & { client_id: Uuid }; reply: CopingPair };
    "/privacy/consents": { body: ConsentAnswer; reply: unknown };
    "/privacy/exports": { body: undefined; reply: Export };
    "/privacy/exports/{export_id}/link": {
      body: undefined;
      reply: { url: string; expires_at: Instant };
    };
    "/privacy/erasure": {
      body: { posts: "anonymise" | "remove" };
      reply: { due_at: Instant };
    };
    "/privacy/erasure/certificate": { body: { code: string }; reply: Certificate };
    "/privacy/erasure/undo": { body: { code: string }; reply: undefined };
    "/co-readings": { body: { client_id: Uuid; ppm: number }; reply: unknown };
    "/conversations": { body: { with: Uuid }; reply: Conversation };
    "/billing/checkout": {
      body: { plan_id: string; currency: string };
      reply: { url: string };
    };
    "/billing/portal": { body: Record<string, never>; reply: { url: string } };
    "/notifications/read-all": { body: Record<string, never>; reply: undefined };
    "/notifications/{notification_id}/read": { body: Record<string, never>; reply: undefined };
    "/notifications/{notification_id}/reply": { body: { text: string }; reply: ProgrammeReply };
  };
  PUT: {
    "/profile": { body: Pick<Profile, "time_zone" | "country">; reply: Profile };
    "/profile/tobacco": { body: TobaccoInput; reply: Tobacco };
    "/progress/hidden": { body: { figures: Figure[] }; reply: { figures: Figure[] } };
    "/quit-plan": { body: { quit_at: Instant }; reply: QuitPlan };
    "/quit-plan/cut-down": { body: CutDownInput; reply: CutDown };
    "/quit-plan/checklist": { body: ChecklistInput; reply: Checklist };
    "/quit-plan/reasons/{reason_id}": { body: { words: string }; reply: Reason };
    "/quit-plan/coping-pairs/{pair_id}": { body: PairInput; reply: CopingPair };
    "/quit-plan/coping-pairs/order": {
      body: { pair_ids: Uuid[] };
      reply: { items: CopingPair[] };
    };
    "/coaching/coach": { body: { coach_id: Uuid }; reply: MyCoach };
    "/coaching/sharing": { body: Pick<Sharing, "fields" | "stand_in">; reply: Sharing };
  };
  PATCH: {
    "/users/me": { body: { display_name?: string; locale?: Language }; reply: Account };
    "/admin/users/{user_id}": {
      body: { role?: Role; status?: "active" | "disabled" };
      reply: ManagedAccount;
    };
  };
  DELETE: {
    "/auth/sessions/{session_id}": { reply: undefined };
    "/quit-plan/cut-down": { reply: undefined };
    "/quit-plan/reasons/{reason_id}": { reply: undefined };
    "/quit-plan/coping-pairs/{pair_id}": { reply: undefined };
    "/coaching/coach": { reply: undefined };
  };
}
