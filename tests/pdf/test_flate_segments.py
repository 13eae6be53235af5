"""A stream put together from pieces is what any reader inflates."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from rehabpress.pdf.flate_segments import deflated, stream

_PARTS = st.lists(st.tuples(st.binary(max_size=50), st.lists(st.binary(max_size=5_000), min_size=1, max_size=3)), max_size=6)


@given(_PARTS)
def test_it_inflates_to_what_went_in(parts: list[tuple[bytes, list[bytes]]]) -> None:
    made = stream([(before, [deflated(raw) for raw in pieces]) for before, pieces in parts])
    assert zlib.decompress(made) == b"".join(before + b"".join(pieces) for before, pieces in parts)


def test_long_pieces() -> None:
    raw = bytes(range(256)) * 3_000
    made = stream([(b"x" * 65_535, [deflated(raw)]), (b"", [deflated(b"")]), (b"y", [deflated(raw), deflated(raw)])])
    assert zlib.decompress(made) == b"x" * 65_535 + raw + b"y" + raw + raw


def test_another_sum_is_noticed() -> None:
    made = stream([(b"", [deflated(b"a page")])])
    wrong = made[:-1] + bytes([made[-1] ^ 1])
    try:
        zlib.decompress(wrong)
    except zlib.error:
        return
    raise AssertionError("the sum at the end does not count")
