// Sentences with something filled in, in English.

export const phrasesEn = {
  answer_to: (name: string) => `Answer to ${name}`,
  block_person: (handle: string) => `Block @${handle}`,
  blocked_person: (handle: string) => `@${handle} is blocked`,
  by: (name: string) => `By ${name}`,
  card: (at: number) => `Card ${at}`,
  colour_of: (name: string) => `Colour of ${name}`,
  comment_count: (n: number) => `Comments, ${n}`,
  credits: (n: number) => (n === 1 ? "1 credit" : `${n} credits`),
  drop_card: (at: number) => `Remove card ${at}`,
  drop_wish: (words: string) => `Drop the wish “${words}”`,
  in_queue: (at: number) => `Place ${at} in the queue`,
  invites_left: (n: number) => (n === 1 ? "1 invitation left" : `${n} invitations left`),
  join_title: (site: string) => `Join ${site}`,
  left: (clock: string) => `about ${clock} left`,
  like_count: (n: number) => `Like, ${n}`,
  line: (at: number) => `Line ${at}`,
  lowered: (words: string) => `Less of: ${words}`,
  max_seconds: (n: number) => `at most ${n} s`,
  min_seconds: (n: number) => `at least ${n} s`,
  minor: (youngest: number) => `I am ${youngest} to 17`,
  minutes: (n: number) => `${n} minutes`,
  mute_person: (handle: string) => `Mute @${handle}`,
  muted_person: (handle: string) => `@${handle} is muted`,
  next_grant: (date: string) => `Next grant: ${date}`,
  now_playing: (name: string, words: string) => `${name}: ${words}`,
  plan_words: (credits: number, days: number) =>
    days === 1 ? `${credits} credits a day` : `${credits} credits every ${days} days`,
  progress_of: (words: string) => `Progress of: ${words}`,
  remix_count: (n: number) => `Remix, ${n}`,
  seconds: (n: number) => `${n} s`,
  seen_at: (ago: string) => `Seen ${ago}`,
  shot: (at: number) => `Shot ${at}`,
  taken_in: (videos: number, drafts: number, known: number) =>
    [
      videos === 1 ? "1 video is yours here now." : `${videos} videos are yours here now.`,
      drafts ? (drafts === 1 ? "1 draft came along." : `${drafts} drafts came along.`) : "",
      known ? (known === 1 ? "1 was here already." : `${known} were here already.`) : "",
      videos ? "Nobody else sees them until you publish them." : "",
    ]
      .filter(Boolean)
      .join(" "),
  taken_literally: (words: string) => `Not known, matched as written: ${words}`,
  try_again_in: (seconds: number) => `Too often just now. Try again in ${seconds} s.`,
  type_handle: (handle: string) => `Type ${handle} to go on`,
  unblock_person: (handle: string) => `Unblock @${handle}`,
  unmute_person: (handle: string) => `Unmute @${handle}`,
  uses_left: (n: number) => (n === 1 ? "1 use left" : `${n} uses left`),
  weight_of: (words: string) => `Weight of ${words}`,
  write_to: (name: string) => `Write to ${name}`,
  added_at: (words: string, at: number) => `Added at place ${at}: ${words}`,
  moved_to: (words: string, at: number) => `Now at place ${at}: ${words}`,
  move_clip: (words: string, at: number) => `Move, now at place ${at}: ${words}`,
  remove_clip: (words: string) => `Remove: ${words}`,
  stitch_total: (now: string, most: string) => `${now} of at most ${most}`,
  stitch_long: (n: number) => (n === 1 ? "1 second too long." : `${n} seconds too long.`),
  stitch_many: (n: number) => `At most ${n} clips.`,
  plan_longest: (n: number) => `Your plan makes clips of at most ${n} s.`,
  card_up: (at: number) => `Move card ${at} up`,
  card_down: (at: number) => `Move card ${at} down`,
  card_seconds: (at: number) => `Seconds of card ${at}`,
  from_original: (name: string) => `From an original by ${name}`,
  posts: (n: number): string => (n === 1 ? "post" : "posts"),
  followers: (n: number): string => (n === 1 ? "follower" : "followers"),
  following: (_: number) => "following",
  minor_pause: (n: number) => `The feed asks after ${n} minutes at most whether it is enough.`,
  why: (code: string, words: string): string => {
    switch (code) {
      case "followed":
        return "You follow them";
      case "fresh":
        return "New";
      case "trending":
        return "Trending, reviewed";
      case "popular":
        return "Many like it";
      case "liked_by_similar":
        return "Liked by people who like what you like";
      case "exploration":
        return "Something different";
      case "matches_wish":
        return `Your wish: ${words}`;
      default:
        return words;
    }
  },
};
