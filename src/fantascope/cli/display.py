"""A progress bar for each stage, with the time left, on standard error.

Knows nothing of what the stages do. On something that is no terminal it shows nothing.
"""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TaskProgressColumn, TextColumn
from rich.text import Text

from .messages import stage_label, text


class StageBars:
    """A kernel Progress receiver that draws; a context manager, and the bars vanish when it ends."""

    def __init__(self, console: Console, *, shown: bool = True) -> None:
        self._rich = Progress(
            TextColumn("{task.description:<14}", style="bold"),
            BarColumn(bar_width=36),
            TaskProgressColumn(),
            _TimeColumn(),
            console=console,
            transient=True,
            disable=not shown or not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, fraction: float) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._rich.add_task(stage_label(stage), total=1.0)
        self._rich.update(self._tasks[stage], completed=min(fraction, 1.0))

    def __enter__(self) -> StageBars:
        self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rich.stop()


class _TimeColumn(ProgressColumn):
    """The time a stage still needs, as far as it can be told; the time it took when it is done."""

    def render(self, task: Task) -> Text:
        if task.finished:
            return Text(f"{task.finished_time or 0.0:.1f} s", style="dim")
        if task.time_remaining is None:
            return Text("")
        minutes, seconds = divmod(round(task.time_remaining), 60)
        return Text(text("eta", minutes=minutes, seconds=seconds), style="cyan")
