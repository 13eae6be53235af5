"""How an exercise is drawn: its frames, from where it is seen, things, arrows and muscle areas in the picture."""

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


class Prop(Content):
    """A thing in the picture. Where it touches the body is worked out."""

    kind: Annotated[
        Literal["mat", "floor", "chair", "wall", "pillow", "roller", "band", "stick", "straps"], Field(description="What it is.")
    ]
    under: Annotated[
        Literal["head", "upper-back", "low-back", "knees", "between-knees"] | None, Field(description="Pillow or roller: where it lies.")
    ] = None
    ahead: Annotated[Cm | None, Field(description="Wall: how far ahead of the body; left out: it touches the back.")] = None
    behind: Annotated[
        int | None,
        Field(ge=0, le=25, description="Chair: how far its back is behind the one who sits, who sits nearer the front; left out: close."),
    ] = None
    round: Annotated[Literal["thighs", "shins", "feet"] | None, Field(description="Band: a loop round both.")] = None
    from_: Annotated[SidedLandmark | None, Field(alias="from", description="Band or stick: held here.")] = None
    to: Annotated[
        Literal["anchor"] | SidedLandmark | None, Field(description="Band or stick: to here; a band also to an anchor ahead.")
    ] = None
    height: Annotated[Cm | None, Field(description="Height of a band's anchor.")] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wants = {
            "band": ("under", "ahead", "behind"),
            "stick": ("under", "ahead", "behind", "round", "height"),
            "wall": ("under", "behind", "round", "from_", "to", "height"),
            "chair": ("under", "ahead", "round", "from_", "to", "height"),
        }
        others = ("under", "ahead", "behind", "round", "from_", "to", "height")
        refused = wants.get(self.kind, others if self.kind not in ("pillow", "roller") else others[1:])
        for name in refused:
            if getattr(self, name) is not None:
                raise wrong(f'a {self.kind} has no "{name.rstrip("_")}"', "take that line out")
        if self.kind == "band":
            if (self.round is None) == (self.from_ is None):
                raise wrong("a band goes round both legs or is held", "write round: thighs, or from: and to:")
            if self.from_ is not None and self.to is None:
                raise wrong("the band ends nowhere", 'write to: "left hand", or to: anchor')
        if self.kind == "stick" and (self.from_ is None or self.to is None or self.to == "anchor"):
            raise wrong("a stick is held in two places", 'write from: "left hand" and to: "right hand"')
        if self.kind == "pillow" and self.under in ("upper-back", "low-back"):
            raise wrong("a pillow lies under the head or at the knees", "write under: head, knees or between-knees")
        if self.kind == "roller" and self.under in ("head", "between-knees"):
            raise wrong("a roller lies under the back or the knees", "write under: upper-back, low-back or knees")
        if self.kind == "roller" and self.under is None:
            raise wrong("the roller lies nowhere", "write under: upper-back, low-back or knees")
        return self


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
    ghost: Annotated[bool, Field(description="Draw one frame only, with the start as a pale outline behind it.")] = False
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
        if self.ghost and frames == 1:
            raise wrong("has a ghost of the start but no frame after it", "write then: with the end, or take ghost out")
        if any(a.follows and (a.frame or frames) == 1 for a in self.arrows):
            raise wrong("an arrow in the first frame follows a movement that has not begun", "write at: and points:, or another frame")
        for limbs in (self.start.both, self.start.left, self.start.right):
            if limbs and ((limbs.hand and limbs.hand.stays) or (limbs.foot and limbs.foot.stays)):
                raise wrong("a hand or a foot of the first frame cannot stay where it was", "say where it is")
        self._find_things()
        return self

    def _find_things(self) -> None:
        kinds = {p.kind for p in self.props}
        limbs = [x for pose in (self.start, *self.then) for x in (pose.both, pose.left, pose.right) if x]
        if any(x.hand and x.hand.wall is not None for x in limbs) and not any(p.kind == "wall" and p.ahead is not None for p in self.props):
            raise wrong("a hand is on a wall that is not there", "add to props: {kind: wall, ahead: 50}")
        on_chair = any(x.foot and x.foot.calf_on_chair for x in limbs) or self.start.position in ("sitting", "legs-on-chair")
        if on_chair and "chair" not in kinds:
            raise wrong("the chair is missing", "add to props: {kind: chair}")
        if "chair" in kinds and not on_chair:
            raise wrong("nobody sits or lies on the chair in the first frame", "take the chair out")
