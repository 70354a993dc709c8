// Following a render: true progress by server-sent events, and asking again when they cannot be had.
import { get } from "./api";
import type { Video } from "./types";

const running = (video: Video) => video.status === "queued" || video.status === "in_progress";

/** Calls `changed` with the video until it has ended; the answer stops following. */
export function followRender(video: Video, changed: (video: Video) => void): () => void {
  if (!running(video)) return () => {};
  const source = new EventSource(`/api/videos/${video.id}/events`);
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop() {
    stopped = true;
    source.close();
    clearTimeout(timer);
  }

  async function ask() {
    if (stopped) return;
    try {
      const now = await get<Video>(`/videos/${video.id}`);
      changed(now);
      if (!running(now)) return stop();
    } catch {
      // Asked again below; the page keeps what it last knew.
    }
    timer = setTimeout(ask, 2500);
  }

  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  };
  for (const kind of ["snapshot", "queued", "started", "progress", "completed", "failed", "cancelled"])
    source.addEventListener(`video.${kind}`, heard);
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) heard();
  };
  timer = setTimeout(ask, 1500);
  return stop;
}
