"""The comparison matrix: dimensions by sides, each cell with its claims, examples and summaries."""

from kg.compare.matrix import compare, comparisons
from kg.compare.parts import Assessment, Cell, Claim, Comparison, Definition, Example, Named, Row, Summary, Verdict

__all__ = [
    "Assessment",
    "Cell",
    "Claim",
    "Comparison",
    "Definition",
    "Example",
    "Named",
    "Row",
    "Summary",
    "Verdict",
    "compare",
    "comparisons",
]
