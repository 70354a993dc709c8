// What the stage plays: a handful of people, their clips, and what they say about them.

const clips = [
  ["lou", "A red ball bounces down a wooden staircase and rolls to a sleeping cat", "Nobody wake the cat", ["cat", "ball"]],
  ["noor", "A small sailing boat on a calm sea at sunset, two gulls circle above", "Evening crossing", ["sea", "calm"]],
  ["teo", "A fox dances on the moon, stars twinkle", "Moon disco", ["fox", "moon"]],
  ["lou", "A robot waters a sunflower in a garden in the morning", "He does this every day", ["robot", "garden"]],
  ["mika", "A duck swims across a pond in the rain", "Perfect weather", ["duck", "rain"]],
  ["noor", "A row of dominoes topples one by one on a table", "Do not sneeze", ["dominoes"]],
];

/** Fills the server; answers {posts, videos}. `few` = so many clips only. */
export async function play(cast, few = clips.length) {
  const posts = [];
  const videos = [];
  for (const [handle, prompt, caption, tags] of clips.slice(0, few)) {
    const video = await cast[handle].clip(prompt);
    videos.push(video);
    posts.push(await cast[handle].post("/posts", { video_id: video.id, caption, tags, visibility: "public" }));
  }
  const [first, second] = posts;
  for (const one of ["noor", "teo", "mika"]) await cast[one].put(`/posts/${first.id}/like`);
  await cast.lou.put(`/posts/${(second ?? first).id}/like`);
  const said = await cast.noor.post(`/posts/${first.id}/comments`, { text: "The last bounce is perfect." });
  await cast.lou.post(`/posts/${first.id}/comments`, { text: "It took me nine seeds!", parent_id: said.id });
  await cast.teo.post(`/posts/${first.id}/comments`, { text: "More sleeping cats please." });
  for (const one of ["noor", "teo"]) await cast[one].put("/people/lou/follow");
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
