"""claimgraph: from an article that compares things to a knowledge graph that can be asked, checked and explored."""

__version__ = "0.1.0"
