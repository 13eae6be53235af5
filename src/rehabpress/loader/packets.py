"""Reads packets, whose sheets name layouts and themes."""

from __future__ import annotations

from rehabpress.loader.folders import Folders, ids, unknown
from rehabpress.loader.single_file import read_alone
from rehabpress.model.packet import Packet
from rehabpress.support.problems import Place, ProblemsFound


def read_packet(folders: Folders, name: str, place: Place | None = None) -> Packet:
    """The packet of that name. ``place`` is where the name was written. Raises ``ProblemsFound``, also for a sheet that there is not."""
    packet, origin = read_alone(folders, "packets", Packet, name, place)
    problems = [
        unknown(folders, kind, named, origin.at("sheets", number, key))
        for number, sheet in enumerate(packet.sheets)
        for kind, key, named in (("layouts", "layout", sheet.layout), ("themes", "theme", sheet.theme))
        if named is not None and named not in ids(folders, kind)
    ]
    if problems:
        raise ProblemsFound(problems)
    return packet
