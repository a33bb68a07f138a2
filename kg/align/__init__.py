"""Which sides, dimensions, properties and entities of several articles are the same: proposals, decisions, a layer."""

from kg.align.layer import aligned_layer, groups, merging
from kg.align.mappings import Link, accepted_above, merged, read_links, write_links
from kg.align.proposals import Proposal, propose
from kg.align.things import KINDS, Thing, articles_of, read_things

__all__ = [
    "KINDS",
    "Link",
    "Proposal",
    "Thing",
    "accepted_above",
    "aligned_layer",
    "articles_of",
    "groups",
    "merged",
    "merging",
    "propose",
    "read_links",
    "read_things",
    "write_links",
]
