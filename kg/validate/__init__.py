"""The graph held against its shapes and checks, in one report.

Three things are looked at: the shapes of ``ontology/shapes`` (SHACL, run by pySHACL), the queries of ``queries/checks``
(each row is a violation), and whether the direct links are what the rules conclude. A graph that holds nothing of ours
conforms; ``Report.things`` says so.
"""

from kg.validate.checks import DERIVED_LINKS
from kg.validate.report import SHAPES, Checked, Report, Source, Violation
from kg.validate.run import validate

__all__ = ["DERIVED_LINKS", "SHAPES", "Checked", "Report", "Source", "Violation", "validate"]
