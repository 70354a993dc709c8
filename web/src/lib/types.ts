// The objects of the server's JSON by the names the app calls them. What they hold is generated from the server's own
// document (schema.d.ts); here only words are narrowed that the document leaves open. Times are unix seconds.
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<Whole, Part> = Omit<Whole, keyof Part> & Part;

export interface Listing<T> {
  items: T[];
  next?: string | null;
}

export type Visibility = "public" | "followers" | "unlisted";
export type Person = Schemas["PersonOut"];
export type Profile = Schemas["ProfileOut"];
export type Card = With<Schemas["PostOut"], { visibility: Visibility; state: "live" | "held" | "removed" }>;
export type Lineage = Schemas["Lineage"];
export type Comment = Schemas["CommentOut"];
export type Notice = Schemas["NoticeOut"];
export type Conversation = Schemas["ConversationOut"];
export type Message = Schemas["MessageOut"];
export type Case = Schemas["CaseOut"];
export type Plan = Schemas["PlanObject"];
export type Video = With<Schemas["VideoOut"], { status: "queued" | "in_progress" | "completed" | "failed" }>;
export type Options = Schemas["Options"];
export type Understanding = Schemas["fantascope__api__product__previews__Understood"];
export type ProvenanceCheck = Schemas["ProvenanceCheck"];
export type Screenplay = Schemas["Screenplay"];
export type ShotPlan = Schemas["ShotPlan"];
export type Role = Schemas["Role"];
export type Action = Schemas["Action"];
export type Line = Schemas["Line"];
export type Choice = Schemas["ChoiceOut"];
export type Vocabulary = Schemas["Vocabulary"];
export type Wish = Required<Schemas["WishDocument"]>;
/** What steers the feed; each weight is between −1 and 1. */
export type Weights = With<Required<Schemas["WeightsDocument"]>, { wishes: Wish[] }>;
export type Steered = With<Schemas["HeardOut"], { weights: Weights }>;
export type Wellbeing = Schemas["Wellbeing"];
export type Me = With<Schemas["MeObject"], { role: "member" | "moderator" | "operator" }>;
export type SessionAnswer = With<Schemas["SessionObject"], { me: Me | null }>;
export type SiteAnswer = With<Schemas["SiteObject"], { registration: "open" | "invite" | "waitlist" }>;
export type Invite = Schemas["InviteObject"] & { code?: string };
export type TakenIn = Schemas["TakenInOut"];
/** How a clip that was taken in was published where it came from. */
export interface Published {
  caption: string;
  tags: string[];
  visibility: Visibility | null;
  hides_prompt: boolean;
  allows_remix: boolean;
}
export type Draft = With<Schemas["DraftOut"], { form: CreateForm }>;

/** What is filled in on the page where clips are thought out; the server keeps it as it is. */
export interface CreateForm {
  prompt: string;
  cards: { words: string; seconds: number }[];
  seconds: number;
  shape: "portrait" | "landscape";
  look: string | null;
  seed: number | null;
  variants: number;
  sound: boolean;
}
