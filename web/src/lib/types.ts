// What the server's JSON looks like. Times are unix seconds.

export interface Listing<T> {
  items: T[];
  next: string | null;
}

export interface Person {
  id: string;
  handle: string;
  name: string;
  avatar_url: string | null;
  is_me: boolean;
  follows_me: boolean;
  followed: boolean;
}

export interface Profile extends Person {
  bio: string;
  followers: number;
  following: number;
  posts: number;
  can_message: boolean;
  blocked: boolean;
  muted: boolean;
  created_at: number;
}

export type Visibility = "public" | "followers" | "unlisted";

export interface Card {
  id: string;
  person: Person;
  video_url: string;
  poster_url: string;
  captions_url: string | null;
  width: number;
  height: number;
  seconds: number;
  caption: string;
  tags: string[];
  prompt: string | null;
  created_at: number;
  counts: { likes: number; comments: number; remixes: number };
  liked: boolean;
  visibility: Visibility;
  state: "live" | "held" | "removed";
  allows_remix: boolean;
  parent_id: string | null;
  why: { code: string; words: string }[];
}

/** `person` is null and `text` empty when it was removed but is answered. */
export interface Comment {
  id: string;
  person: Person | null;
  text: string;
  state: string;
  created_at: number;
  parent_id: string | null;
  mine: boolean;
  replies: Comment[];
}

export interface Wish {
  words: string;
  topics: string[];
  weight: number;
}

/** What steers the feed; each weight is between −1 and 1. */
export interface Weights {
  wishes: Wish[];
  follow_first: number;
  fresh_first: number;
  popular_first: number;
  min_seconds: number | null;
  max_seconds: number | null;
  personalised: boolean;
  sentence: string;
}

export interface Steered {
  weights: Weights;
  understood: { words: string; code: string }[];
  unknown: string[];
}

export interface Wellbeing {
  minutes: number | null;
  most_minutes: number | null;
}

export interface Me {
  id: string;
  handle: string;
  name: string;
  bio: string;
  avatar_url: string | null;
  role: "member" | "moderator" | "operator";
  is_minor: boolean;
  locale: string;
  email: string | null;
  invites_left: number;
  has_password?: boolean;
  wishes: Record<string, unknown>;
}

export interface SessionAnswer {
  me: Me | null;
  csrf: string | null;
  fresh: boolean;
}

export interface SiteAnswer {
  name: string;
  needs_setup: boolean;
  registration: "open" | "invite" | "waitlist";
  words: string;
  youngest: number;
  has_passkeys: boolean;
  can_sign_in: boolean;
}

export interface Video {
  id: string;
  status: "queued" | "in_progress" | "completed" | "failed";
  progress: number;
  stage: string;
  prompt: string;
  width: number;
  height: number;
  seconds: number;
  look: string | null;
  seed: number | null;
  kind: string;
  created_at: number;
  queue_position: number | null;
  eta_s: number | null;
  credits: number;
  error: { code: string; message: string } | null;
  video_url: string | null;
  poster_url: string | null;
  captions_url: string | null;
  post_id: string | null;
  source_id: string | null;
}

export interface Understanding {
  understood: string[];
  approximated: [string, string][];
  unstaged: string[];
  screenplay?: Screenplay;
}

export interface Options {
  looks: string[];
  seconds: number[];
  price: number;
  balance: number | null;
  running: number;
  waiting: number;
  running_cap: number;
}

export interface Role {
  id: string;
  concept: string;
  label: string;
  colour: string | null;
  size: string;
  count: number;
  [other: string]: unknown;
}

export interface Line {
  text: string;
  who: string | null;
  language: string;
  manner: string;
  beat: number;
}

export interface ShotPlan {
  duration_s: number;
  place: { name: string; label: string; details: string[] };
  time: string;
  weather: string;
  season: string;
  cast: Role[];
  lines: Line[];
  camera: { shot: string | null; angle: string; moves: string[]; subject: string | null };
  [other: string]: unknown;
}

export interface Screenplay {
  version: number;
  title: string;
  prompt: string;
  seed: number;
  look: string;
  shots: ShotPlan[];
  [other: string]: unknown;
}

export interface Notice {
  id: string;
  kind: string;
  actor: Person | null;
  subject_id: string | null;
  post_id?: string | null;
  created_at: number;
  read: boolean;
}

export interface Conversation {
  id: string;
  person: Person;
  last: { text: string; created_at: number; mine: boolean } | null;
  unread: number;
  can_write: boolean;
}

export interface Message {
  id: string;
  mine: boolean;
  text: string;
  post: Card | null;
  created_at: number;
}

export interface Case {
  id: string;
  subject_kind: string;
  subject_id: string;
  person: Person | null;
  state: string;
  action: string | null;
  reason: string;
  appeal: string | null;
  appeal_upheld: boolean | null;
  appeal_reason: string;
  created_at: number;
  may_appeal: boolean;
  text: string;
  post: Card | null;
  reports: { id: string; reason: string; words: string; created_at: number }[];
}

export interface Plan {
  id: string;
  name: string;
  words: string;
  price: string;
  credits: number;
  period_days: number;
  longest_s: number;
  most_pixels: number;
  running_cap: number;
  is_default: boolean;
}

export interface Invite {
  id: string;
  code?: string;
  hint: string;
  uses_left: number;
  note: string;
  created_at: number;
}

export interface Draft {
  id: string;
  form: CreateForm;
  updated_at: number;
}

export interface CreateForm {
  prompt: string;
  cards: string[];
  seconds: number;
  shape: "portrait" | "landscape";
  look: string | null;
  seed: number | null;
  variants: number;
  sound: boolean;
}
