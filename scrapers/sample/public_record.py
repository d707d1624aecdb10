"""The public record: what council papers, registers and press say, read by a person, not by a scraper."""

from pathlib import Path

from registry.claims import Belief

FOLDER = Path(__file__).parent
SOURCE = "public_record"
# A page that states the fact is believed like a register; one that only mentions it, like our own deduction.
BELIEF = {"high": Belief.register, "medium": Belief.derived, "low": Belief.derived}
