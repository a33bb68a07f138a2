"""What each two nodes of many graphs do to each other, all graphs at once, as arrays (graph, node, axis).

Products of matrices take the place of differences: those would be arrays (graph, node, node, axis), which take most of
the time to fill.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["away", "product", "square", "squares"]

F = TypeVar("F", np.float32, np.float64)
#: OpenBLAS starts threads for a product of more multiplications (``GEMM_MULTITHREAD_THRESHOLD`` x 65536), and they wait
#: for each other longer than such a product takes.
_MOST = 1 << 18


def product(left: NDArray[F], right: NDArray[F]) -> NDArray[F]:
    """Return the product of the matrices of each graph, some rows at a time where they are large."""
    rows = max(1, _MOST // (right.shape[1] * right.shape[2]))
    parts = [left[:, first : first + rows] @ right for first in range(0, left.shape[1], rows)]
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


def square(places: NDArray[F]) -> NDArray[F]:
    """Return the squared length of each (…, 1)."""
    # numpy is slow to sum over as few as two.
    found: NDArray[F] = np.einsum("...i,...i->...", places, places)[..., None]
    return found


def squares(places: NDArray[F]) -> NDArray[F]:
    """Return the squared distance between each two (graph, node, node): a² + b² - 2ab, so it may be just below 0."""
    own = square(places)
    ones = np.ones_like(own)
    left = np.concatenate([-2 * places, own, ones], axis=2)
    right = np.concatenate([places, ones, own], axis=2)
    return product(left, np.ascontiguousarray(right.transpose(0, 2, 1)))


def away(places: NDArray[F], push: NDArray[F], there: NDArray[F]) -> NDArray[F]:
    """Return the sum, for each node, of its differences from all others, each times the ``push`` of the two.

    Args:
        places: where the nodes are; 0 where there is none.
        push: how strongly each two push each other (graph, node, node); that of a node on itself does not matter.
        there: 1 for a node, 0 where there is none (graph, node).
    """
    by = product(push, np.concatenate([places, there[:, :, None]], axis=2))
    found: NDArray[F] = (places * by[:, :, 2:] - by[:, :, :2]) * there[:, :, None]
    return found
