// What the stage plays: a handful of people, their clips, and what they say about them.

/** Who made it, of what words, what they wrote under it, its tags, how it looks. The first ones are what is shown most. */
const clips = [
  ["lou", "A red ball bounces down a wooden staircase and rolls to a sleeping cat", "Nobody wake the cat", ["cat", "ball"], "toy"],
  ["noor", "A sailing boat on a rough sea in a storm, wide shot", "Hold on tight", ["sea", "storm"], "toy"],
  ["teo", "Three penguins slide down a snowy hill, snowfall", "Last one down is a snowball", ["penguins", "snow"], "toy"],
  ["lou", "A fox and a rabbit sit by a campfire in a forest at night", "Ghost stories", ["fox", "night"], "toy"],
  ["noor", "A girl in a yellow raincoat jumps into puddles in the rain at night, street lamps", "Perfect weather", ["rain", "puddles"], "toy"],
  ["mika", "A robot dances in a garden in the morning", "He does this every day", ["robot", "garden"], "clay"],
  ["teo", "A hot air balloon drifts over green hills at dawn", "Up and away", ["balloon", "calm"], "watercolour"],
  ["lou", "An astronaut walks on the moon", "One small step for a toy", ["moon", "space"], "toy"],
];

/** Fills the server; answers {posts, videos, talk}. `few` = so many clips only, `about` = how they are made; the last
 *  post is a remix of the first. */
export async function play(cast, few = clips.length, about = {}) {
  const posts = [];
  const videos = [];
  for (const [handle, prompt, caption, tags, look] of clips.slice(0, few)) {
    const video = await cast[handle].clip(prompt, { look, ...about });
    videos.push(video);
    posts.push(await cast[handle].post("/posts", { video_id: video.id, caption, tags, visibility: "public" }));
  }
  const remixed = await cast.noor.post(`/posts/${posts[0].id}/remix`, { instruction: "at night, with snow" });
  const remix = await cast.noor.ended(remixed.items[0].id);
  posts.push(await cast.noor.post("/posts", { video_id: remix.id, caption: "The cat in winter", tags: ["cat", "snow"], visibility: "public" }));
  const [first, second] = posts;
  for (const one of ["noor", "teo", "mika"]) await cast[one].put(`/posts/${first.id}/like`);
  await cast.lou.put(`/posts/${(second ?? first).id}/like`);
  const said = await cast.noor.post(`/posts/${first.id}/comments`, { text: "The last bounce is perfect." });
  await cast.lou.post(`/posts/${first.id}/comments`, { text: "It took me nine seeds!", parent_id: said.id });
  await cast.teo.post(`/posts/${first.id}/comments`, { text: "More sleeping cats please." });
  for (const one of ["noor", "teo", "mika"]) await cast[one].put("/people/lou/follow");
  await cast.lou.put("/people/noor/follow");
  await cast.lou.ask("PATCH", "/me", { bio: "I build stairs for cats. Mostly toys, sometimes weather." });
  const talk = await cast.noor.post("/conversations", { handle: "lou", text: "May I remix the cat?", post_id: first.id });
  await cast.lou.post(`/conversations/${talk.id}/messages`, { text: "Of course! At night, perhaps?" });
  await cast.noor.post(`/conversations/${talk.id}/messages`, { text: "With snow. I will send it to you first." });
  await cast.teo.post("/reports", { subject_kind: "comment", subject_id: said.id, reason: "spam", words: "Just trying this out." });
  await cast.lou.post("/drafts", { form: { prompt: "A paper plane over a city at dawn", cards: [], seconds: 8, shape: "landscape", look: "paper", seed: null, variants: 1, sound: true } });
  await cast.lou.post("/feed/steer", { sentence: "more calm seas, less cars, people I follow first" });
  return { posts, videos, talk };
}
