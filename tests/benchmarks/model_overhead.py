"""What our own code costs around a model: python tests/benchmarks/model_overhead.py [--rounds N]

The sample archive's questions without a model, and with a scripted one that answers at once with a sentence for each
piece of evidence. The difference is composing the prompt, reading the reply and verifying every sentence: in processor
time, for a noisy machine's wall clock tells more of its other work. What is loaded once is loaded before. More
rounds than one ask the same again, whose sentences have their vectors already.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from importlib.resources import as_file
from pathlib import Path
from statistics import median, quantiles

from archive import filled, opened

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.model import Piece, Prompt
from index import sample
from index.text.language import identify

LONG = 120  # characters of each piece of evidence that the scripted model repeats


class Parrot:
    """A model that repeats the beginning of each piece of evidence, at once."""

    name = "parrot"

    def stream(self, prompt: Prompt) -> Iterator[Piece]:
        lines = [json.loads(line) for line in prompt.user.splitlines() if line.startswith('{"number"')]
        claims = [
            {"text": f"{one.get('speaker') or 'Somebody'} said: {one['text'][:LONG]}", "evidence": [one["number"]]}
            for one in lines
        ]
        text = json.dumps({"claims": claims}, ensure_ascii=False)
        for at in range(0, len(text), 16):
            yield Piece(text=text[at : at + 16])

    async def astream(self, prompt: Prompt) -> AsyncIterator[Piece]:
        for piece in self.stream(prompt):
            yield piece


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    questions = [json.loads(line)["question"] for line in sample.questions_path().read_text("utf-8").splitlines()]
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(sample.articles_path()) as articles,
        opened(Path(folder) / "home") as library,
    ):
        filled(library, [articles])
        plain, worded = Assistant(library), Assistant(library, model=Parrot())
        extra = []
        worded.ask(questions[0])
        identify("loads letter statistics")
        for question in questions:
            plain.ask(question)  # query vectors and articles are kept in memory from here on
            for _ in range(options.rounds):
                without, result = _seconds(plain, question)
                if isinstance(result, Answer):
                    extra.append((_seconds(worded, question)[0] - without) * 1000)
    shares = quantiles(extra, n=100)
    print(f"{len(extra)} answers; over the same without a model: p50 {median(extra):.1f} ms", end="")
    print(f", p90 {shares[89]:.1f} ms, p99 {shares[98]:.1f} ms")


def _seconds(assistant: Assistant, question: str) -> tuple[float, object]:
    started = time.process_time()
    result = assistant.ask(question)
    return time.process_time() - started, result


if __name__ == "__main__":
    main()
