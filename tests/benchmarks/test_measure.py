"""The measuring works, from filling to the table, with so few tickets and rounds that the figures mean nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.figures import Answers, Figures, Scenario
from benchmarks.report import growth, table

ROOT = Path(__file__).parents[2]


def test_the_quick_run_measures_every_work(tmp_path):
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--database", "sqlite", "--json", str(figures)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    [scenario] = json.loads(figures.read_text())
    assert {"home", "customer's list", "agent's list", "submit", "reply"} < set(scenario["works"])
    assert all(found["answers_per_second"] > 0 for found in scenario["works"].values())
    assert all(name in done.stdout for name in scenario["works"])


def test_growth_compares_the_largest_database_with_the_smallest():
    small, large = (
        Scenario("sqlite", tickets, 1, {"home": figures_of(p50)}) for tickets, p50 in ((10, 2.0), (100, 3.0))
    )
    assert "1.50" in growth([small, large])
    assert growth([small]) == ""
    assert "home" in table(small)


def test_a_share_is_of_the_hello_in_the_same_rounds():
    found = figures_of(4.0).as_json()
    assert found["share_of_bare"] == pytest.approx(0.25)
    assert found["p50_by_hello"] == pytest.approx(4)
    assert found["cpu_by_hello"] == pytest.approx(4)


def figures_of(milliseconds: float) -> Figures:
    def answers(each: float) -> Answers:
        return Answers([each] * 10, seconds=each / 100, cpu_seconds=each / 100)

    return Figures(
        hello=answers(1), work=answers(milliseconds), hello_alone=answers(1), work_alone=answers(milliseconds)
    )
