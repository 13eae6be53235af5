"""How an exercise is drawn: its frames, from where it is seen, things, arrows and muscle areas in the picture."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, Id, wrong
from rehabpress.model.pose import Cm, Pose, SidedLandmark, one_of
from rehabpress.support.problems import did_you_mean


class Camera(Content):
    """A view that has no name."""

    turn: Annotated[
        int, Field(ge=-180, le=180, description="0 from the body's right, 90 from the front (lying: from the feet), -90 from behind.")
    ]
    tilt: Annotated[int, Field(ge=-10, le=90, description="0 level, 90 from above.")] = 0
    roll: Annotated[int, Field(ge=-180, le=180, description="Turns the picture.")] = 0


ViewName = Literal["side", "side-raised", "front", "front-raised", "angled", "back", "above", "feet", "head"]


PropKind = Literal[
    "mat", "floor", "bed", "chair", "pad", "worktop", "table", "wall", "step", "pillow", "roller", "towel", "band", "straps",
    "stick", "walking-stick", "ball", "weight", "can", "footprints",
]  # fmt: skip
Under = Literal[
    "head", "upper-back", "low-back", "knees", "between-knees", "left knee", "right knee", "left ankle", "right ankle", "left foot", "right foot",
    "seat",
]  # fmt: skip
_KNEES: tuple[Under, ...] = ("knees", "left knee", "right knee")
_FEET: tuple[Under, ...] = ("left foot", "right foot")
_ROLLED: tuple[Under, ...] = (*_KNEES, "left ankle", "right ankle")

PLACES_UNDER: Mapping[PropKind, tuple[Under, ...]] = {
    "pillow": ("head", "knees", "between-knees"), "roller": ("upper-back", "low-back", *_ROLLED), "pad": ("seat", *_KNEES),
    "towel": (*_ROLLED, *_FEET), "ball": _FEET, "can": _FEET,
}  # fmt: skip
"""Where a thing may lie: a towel is rolled under a knee or an ankle, and flat under a foot."""

PROP_KEYS: Mapping[PropKind, tuple[str, ...]] = {
    "mat": (), "floor": (), "bed": (), "footprints": (), "straps": (),
    "chair": ("behind", "ahead", "beside"), "worktop": ("ahead", "beside"), "table": ("ahead", "beside"), "wall": ("ahead", "beside"), "step": ("ahead",),
    "pillow": ("under",), "roller": ("under",), "pad": ("under",), "towel": ("under", "round", "from_", "to"),
    "band": ("round", "from_", "to", "anchor", "height"), "stick": ("from_", "to"), "walking-stick": ("held",),
    "ball": ("held", "under"), "weight": ("held",), "can": ("held", "under"),
}  # fmt: skip
"""What may be said of each kind of thing."""


class Prop(Content):
    """A thing in the picture. Where it touches the body is worked out."""

    kind: Annotated[PropKind, Field(description="What it is.")]
    under: Annotated[Under | None, Field(description="Pillow, roller, pad, towel, ball or can: what it lies under.")] = None
    ahead: Annotated[
        Cm | None,
        Field(
            description="Wall, worktop, table, step or a chair to hold: how far ahead its edge is. A wall that is nowhere touches the back."
        ),
    ] = None
    beside: Annotated[
        Cm | None, Field(description="Wall, worktop, table or a chair to hold: how far to the left its edge is; below 0 to the right.")
    ] = None
    behind: Annotated[
        int | None,
        Field(ge=0, le=25, description="Chair: how far its back is behind the one who sits, who sits nearer the front; left out: close."),
    ] = None
    held: Annotated[
        Literal["left hand", "right hand"] | None, Field(description="Ball, weight, can or walking stick: the hand it is in.")
    ] = None
    round: Annotated[
        Literal["thighs", "shins", "feet", "left foot", "right foot"] | None,
        Field(description="Band: a loop round both. A band or a towel from hand to hand: under the sole of this foot."),
    ] = None
    from_: Annotated[SidedLandmark | None, Field(alias="from", description="Band, towel or stick: held here.")] = None
    to: Annotated[
        Literal["anchor"] | SidedLandmark | None, Field(description="Band, towel or stick: to here; a band also to an anchor at a door.")
    ] = None
    anchor: Annotated[
        Literal["ahead", "behind", "left", "right"] | None, Field(description="Where a band's anchor is; left out: ahead.")
    ] = None
    height: Annotated[Cm | None, Field(description="Height of a band's anchor; left out: that of the hand.")] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name in ("under", "ahead", "beside", "behind", "held", "round", "from_", "to", "anchor", "height"):
            if getattr(self, name) is not None and name not in PROP_KEYS[self.kind]:
                raise wrong(f'a {self.kind} has no "{name.rstrip("_")}"', "take that line out")
        if self.under is not None and self.under not in PLACES_UNDER[self.kind]:
            raise wrong(f"a {self.kind} does not lie there", "write under: " + ", ".join(PLACES_UNDER[self.kind]))
        if self.kind in ("roller", "pad") and self.under is None:
            raise wrong(f"the {self.kind} lies nowhere", "write under: " + ", ".join(PLACES_UNDER[self.kind]))
        self._stands()
        self._is_held()
        return self

    def _stands(self) -> None:
        """A thing that stands somewhere stands in one place."""
        given = [n for n in ("ahead", "beside", "behind") if getattr(self, n) is not None]
        if len(given) > 1:
            raise wrong(f"a {self.kind} is both {given[0]} and {given[1]}", "take one of them out")
        if self.kind in ("worktop", "table", "step") and not given:
            raise wrong(f"the {self.kind} stands nowhere", "write ahead: with centimetres")

    def _is_held(self) -> None:
        """A band, a towel or a stick has two ends; what lies in a hand has one place."""
        ends = self.from_ is not None and self.to is not None
        if self.kind == "band":
            if (self.round in ("thighs", "shins", "feet")) == (self.from_ is not None) or (self.round is None and self.from_ is None):
                raise wrong("a band goes round both legs or is held", "write round: thighs, or from: and to:")
            if self.from_ is not None and self.to is None:
                raise wrong("the band ends nowhere", 'write to: "left hand", or to: anchor')
            if self.to != "anchor" and (self.anchor or self.height is not None):
                raise wrong("says where the anchor of a band is that has none", "write to: anchor")
        if self.kind == "stick" and (not ends or self.to == "anchor"):
            raise wrong("a stick is held in two places", 'write from: "left hand" and to: "right hand"')
        if self.kind == "towel" and (ends == (self.under is not None) or self.to == "anchor" or (self.round or "left foot") not in _FEET):
            raise wrong(
                "a towel lies under a place or is held in two", 'write under: "right knee", or from: "left hand" and to: "right hand"'
            )
        if self.kind in ("ball", "weight", "can", "walking-stick") and (self.held is None) == (self.under is None):
            raise wrong(
                f"the {self.kind} is in no one place",
                'write held: "right hand"' + (', or under: "right foot"' if self.kind in ("ball", "can") else ""),
            )


class Arrow(Content):
    """An arrow. It shows a movement: along the way of a landmark, or straight from a place."""

    follows: Annotated[SidedLandmark | None, Field(description="The way of this landmark from the first frame to this one.")] = None
    at: Annotated[SidedLandmark | None, Field(description="A straight arrow that begins at this landmark.")] = None
    points: Annotated[
        Literal["up", "down", "left", "right", "apart", "together"] | int | None,
        Field(description="Where a straight arrow points on the picture, or degrees from right, counterclockwise."),
    ] = None
    long: Annotated[int, Field(ge=8, le=80, description="Its length in centimetres of the body.")] = 20
    away: Annotated[int | None, Field(ge=-60, le=60, description="How far it stays clear of the body.")] = None
    aside: Annotated[tuple[Cm, Cm], Field(description="Moved on the picture: right, up.")] = (0, 0)
    bend: Annotated[int, Field(ge=-30, le=30, description="How far it bows out to the left of its way.")] = 0
    both_ways: Annotated[bool, Field(description="A head at both ends.")] = False
    frame: Annotated[int | None, Field(ge=1, le=4, description="The frame it is drawn in; left out: the last.")] = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        one_of(self, ("follows", "at"))
        if self.at is not None and self.points is None:
            raise wrong("does not say where the arrow points", "write points: up, down, left, right, apart or together")
        return self


MuscleName = Literal[
    "deep-abdominals", "abdominals", "pelvic-floor", "diaphragm", "low-back", "mid-back", "obliques", "buttocks", "hip-abductors",
    "hip-flexors", "adductors", "quadriceps", "hamstrings", "calf", "shoulder", "chest",
]  # fmt: skip


class Highlight(Content):
    """A muscle area that the exercise is for."""

    muscle: Annotated[MuscleName, Field(description="The area.")]
    side: Annotated[Literal["left", "right"] | None, Field(description="One side only.")] = None
    frame: Annotated[int | None, Field(ge=1, le=4, description="Only in this frame; left out: the last.")] = None


def _muscle(value: object) -> object:
    if isinstance(value, str):
        words = value.split(" ")
        return {"muscle": words[-1], "side": words[0]} if len(words) == 2 else {"muscle": value}
    return value


PARTS = (
    "torso", "neck", "head", *(f"{side} {part}" for side in ("left", "right") for part in ("upper-arm", "forearm", "hand", "thigh", "shin", "foot")),
)  # fmt: skip
"""What is drawn in one piece."""


def _covers(text: str) -> str:
    over, word, under = text.partition(" over ")
    if not word:
        raise wrong(f'"{text}" does not say what covers what', 'write as in "left hand over right thigh"')
    for part in (over, under):
        if part not in PARTS:
            raise wrong(f'"{part}" is no part of the drawing', did_you_mean(part, PARTS, "known parts: " + ", ".join(PARTS)))
    return text


LensRadius = Annotated[int, Field(ge=10, le=110)]


class Figure(Content):
    """The drawing of one exercise. One file in ``figures/``, named after the exercise."""

    id: Annotated[Id, Field(description="The same as the file's name and as the exercise it draws.")]
    side: Annotated[
        Literal["left", "right"] | None,
        Field(description="The side that is drawn, if it is done on one side; the other is its mirror image."),
    ] = None
    view: Annotated[ViewName | Camera, Field(description="From where it is seen.")] = "side"
    start: Annotated[Pose, Field(description="The first frame.")]
    then: Annotated[tuple[Pose, ...], Field(max_length=3, description="The frames after it, each as what changes against the first.")] = ()
    close_up: Annotated[SidedLandmark | None, Field(description="Show only what lies around this place, as through a lens.")] = None
    lens: Annotated[
        LensRadius | tuple[LensRadius, LensRadius],
        Field(
            description="The radius of the lens in centimetres of the body; two numbers: half its width and half its height, of a plate."
        ),
    ] = 24
    ghost: Annotated[bool, Field(description="Draw one frame only, with the start as a dashed outline behind it.")] = False
    trace: Annotated[
        bool,
        Field(
            description="Draw what has moved where it was in the first frame, as a dashed outline, in each later frame: for small movements."
        ),
    ] = False
    props: Annotated[tuple[Prop, ...], Field(description="Things in the picture.")] = ()
    arrows: Annotated[tuple[Arrow, ...], Field(description="Arrows.")] = ()
    highlight: Annotated[
        tuple[Annotated[Highlight, BeforeValidator(_muscle, json_schema_input_type=str | Highlight)], ...],
        Field(description="Muscle areas."),
    ] = ()
    in_front: Annotated[
        tuple[Annotated[str, AfterValidator(_covers)], ...],
        Field(description='Corrects what covers what, as in "left hand over right thigh". Rarely needed.'),
    ] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        frames = 1 + len(self.then)
        for frame in (*(a.frame for a in self.arrows), *(h.frame for h in self.highlight)):
            if frame is not None and frame > frames:
                raise wrong(f"an arrow or a highlight is for frame {frame} of {frames}", f"write a frame from 1 to {frames}")
        if (self.ghost or self.trace) and frames == 1:
            raise wrong("has a ghost or a trace of the start but no frame after it", "write then: with the end, or take it out")
        if any(a.follows and (a.frame or frames) == 1 for a in self.arrows):
            raise wrong("an arrow in the first frame follows a movement that has not begun", "write at: and points:, or another frame")
        for limbs in (self.start.both, self.start.left, self.start.right):
            if limbs and ((limbs.hand and limbs.hand.stays) or (limbs.foot and limbs.foot.stays)):
                raise wrong("a hand or a foot of the first frame cannot stay where it was", "say where it is")
        self._find_things()
        return self

    def _find_things(self) -> None:
        limbs = [x for pose in (self.start, *self.then) for x in (pose.both, pose.left, pose.right) if x]
        if any(x.hand and x.hand.wall is not None for x in limbs) and not any(
            p.kind == "wall" and (p.ahead is not None or p.beside is not None) for p in self.props
        ):
            raise wrong("a hand is on a wall that is not there", "add to props: {kind: wall, ahead: 50}")
        held = {p.kind for p in self.props if p.ahead is not None or p.beside is not None}
        for kind in [x.hand.on for x in limbs if x.hand and x.hand.on]:
            if kind not in held:
                raise wrong(f"a hand is on a {kind} that is not there", f"add to props: {{kind: {kind}, ahead: 30}}")
        for thing in [x.foot.on for x in limbs if x.foot and x.foot.on]:
            if thing not in {p.kind for p in self.props}:
                where = "ahead: 20" if thing == "step" else 'under: "right foot"'
                raise wrong(f"a foot is on a {thing} that is not there", f"add to props: {{kind: {thing}, {where}}}")
        self._find_seat(any(x.foot and x.foot.calf_on_chair for x in limbs))

    def _find_seat(self, calves: bool) -> None:
        sits = "sitting" in (self.start.position, *(pose.position for pose in self.then))
        on_chair = calves or sits or self.start.position == "legs-on-chair"
        seats = [p for p in self.props if p.kind in ("chair", "bed") and p.ahead is None and p.beside is None]
        if on_chair and not seats:
            raise wrong("the chair is missing", "add to props: {kind: chair}")
        if not on_chair and any(p.kind == "chair" for p in seats):
            raise wrong(
                "nobody sits or lies on the chair in the first frame", "take the chair out, or write ahead: or beside: to hold on to it"
            )
