"""The pose language: a named starting position, then only what changes, in degrees and centimetres.

Angles are those of the neutral-zero method: 0 is standing upright, arms hanging, palms to the thighs.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rehabpress.model.base import Content, wrong
from rehabpress.support.problems import did_you_mean

PAIRED = (
    "shoulder", "upper-arm", "elbow", "forearm", "wrist", "hand", "hip", "buttock", "thigh", "behind-thigh", "knee", "below-knee", "shin", "calf", "ankle", "heel", "foot", "toes",
)  # fmt: skip
SINGLE = (
    "crown",
    "head",
    "back-of-head",
    "forehead",
    "ear",
    "chin",
    "chest",
    "ribs",
    "belly",
    "upper-back",
    "low-back",
    "sacrum",
    "pelvis",
)
DIRECTIONS = ("up", "down", "ahead", "back", "out", "in", "head", "feet", "front", "behind")


def _landmark(text: str) -> str:
    words = text.split(" ")
    if len(words) == 2 and words[0] in ("left", "right", "same", "other") and words[1] in PAIRED:
        return text
    if text in SINGLE:
        return text
    if text in PAIRED:
        raise wrong(f'"{text}" needs a side', f'write "left {text}", "right {text}", "same {text}" or "other {text}"')
    known = [*SINGLE, *(f"{side} {name}" for side in ("left", "right", "same", "other") for name in PAIRED)]
    raise wrong(f'"{text}" is no place on the body', did_you_mean(text, known, "known places: " + ", ".join((*SINGLE, *PAIRED))))


def _limb(text: str) -> str:
    if text in SINGLE or text.split(" ")[-1] in ("hip", "buttock"):
        raise wrong(f'"{text}" is no limb that a hand can hold', 'name a place on an arm or a leg: "right shin", or write rests_on')
    return text


def _own_landmark(text: str) -> str:
    if text.split(" ")[0] in ("same", "other"):
        name = text.split(" ")[-1]
        raise wrong(f'"{text}" is the side of no hand here', f'write "left {name}" or "right {name}"')
    return text


def _directions(text: str) -> str:
    for word in text.split(" "):
        if word not in DIRECTIONS:
            raise wrong(f'"{word}" is no direction', did_you_mean(word, DIRECTIONS))
    return text


def _flexion(value: object) -> object:
    return {"flex": value} if isinstance(value, int) and not isinstance(value, bool) else value


Landmark = Annotated[str, AfterValidator(_landmark)]
"""A place on the body: ``belly``, ``right knee``; ``same`` and ``other`` count from the hand that reaches there."""

SidedLandmark = Annotated[Landmark, AfterValidator(_own_landmark)]
"""A place on the body that names its own side."""

LimbLandmark = Annotated[Landmark, AfterValidator(_limb)]
"""A place on an arm or a leg."""

Direction = Annotated[str, AfterValidator(_directions)]
"""One or more directions in words, mixed evenly: ``up``, ``ahead down``."""

Degrees = Annotated[int, Field(ge=-180, le=180)]
Cm = Annotated[int, Field(ge=-250, le=250)]


class Ball(Content):
    """A shoulder or a hip."""

    flex: Annotated[Degrees | None, Field(description="Flexion; below 0 extension.")] = None
    abduct: Annotated[Degrees | None, Field(description="Abduction, in the plane that flexion has reached; below 0 adduction.")] = None
    rotate_in: Annotated[Degrees | None, Field(description="Inward rotation; below 0 outward.")] = None


class Ankle(Content):
    """An ankle."""

    flex: Annotated[Degrees | None, Field(description="Dorsiflexion; below 0 plantar flexion.")] = None
    evert: Annotated[Degrees | None, Field(description="Eversion; below 0 inversion.")] = None


class Wrist(Content):
    """A wrist."""

    flex: Annotated[Degrees | None, Field(description="Flexion; below 0 extension.")] = None
    radial: Annotated[Degrees | None, Field(description="Towards the thumb; below 0 towards the little finger.")] = None


class Girdle(Content):
    """A shoulder girdle: the shoulder blade and the collar bone, which carry the shoulder."""

    up: Annotated[int, Field(ge=-4, le=7, description="Elevation (a shrug) in centimetres at the shoulder; below 0 depression.")] = 0
    ahead: Annotated[
        int, Field(ge=-6, le=6, description="Protraction (rounded) in centimetres at the shoulder; below 0 retraction (blades together).")
    ] = 0


class Bend(Content):
    """A part of the spine."""

    flex: Annotated[Degrees | None, Field(description="Forward bending; below 0 backward.")] = None
    bend_left: Annotated[Degrees | None, Field(description="Bending to the left; below 0 to the right.")] = None
    turn_left: Annotated[Degrees | None, Field(description="Turning to the left; below 0 to the right.")] = None


class Head(Bend):
    """The head on the neck."""

    glide: Annotated[
        int | None,
        Field(ge=-5, le=6, description="Gliding ahead (protraction) in centimetres, the face upright; below 0 back, as in a chin tuck."),
    ] = None


class Trunk(Content):
    """The whole body, tilted against its position."""

    tilt: Annotated[Degrees | None, Field(description="Forwards (head towards the front); below 0 backwards.")] = None
    lean_left: Annotated[Degrees | None, Field(description="To the left; below 0 to the right.")] = None
    turn_left: Annotated[Degrees | None, Field(description="About its long axis to the left; below 0 to the right.")] = None


BallJoint = Annotated[Ball, BeforeValidator(_flexion, json_schema_input_type=int | Ball)]
AnkleJoint = Annotated[Ankle, BeforeValidator(_flexion, json_schema_input_type=int | Ankle)]
WristJoint = Annotated[Wrist, BeforeValidator(_flexion, json_schema_input_type=int | Wrist)]
HeadJoint = Annotated[Head, BeforeValidator(_flexion, json_schema_input_type=int | Head)]
Spine = Annotated[Bend, BeforeValidator(_flexion, json_schema_input_type=int | Bend)]

Spot = Annotated[tuple[Cm, Cm], Field(description="Centimetres ahead and outwards.")]
Shift = tuple[Cm, Cm, Cm]


def one_of(value: Content, names: tuple[str, ...]) -> None:
    """Refuse a value that gives none or several of these."""
    given = [n for n in names if getattr(value, n) is not None]
    if len(given) != 1:
        what = f'says both "{given[0]}" and "{given[1]}"' if given else "says nowhere to go"
        raise wrong(what, "write one of: " + ", ".join(names))


class Hand(Content):
    """Where a hand is. The arm finds its own way there."""

    floor: Annotated[Spot | None, Field(description="Flat on the floor: this far ahead of and outwards from the shoulder.")] = None
    wall: Annotated[Cm | None, Field(description="Flat on the wall, at this height.")] = None
    on: Annotated[
        Literal["worktop", "table", "chair"] | None, Field(description="On this thing: on its edge, or round the back of a chair.")
    ] = None
    rests_on: Annotated[Landmark | None, Field(description="Resting on this place of the body.")] = None
    grips: Annotated[LimbLandmark | None, Field(description="Holding this limb, fingers round it.")] = None
    at: Annotated[Shift | None, Field(description="In the air: this far ahead of, outwards from and above the shoulder.")] = None
    elbow_on_floor: Annotated[Literal[True] | None, Field(description="The forearm lies on the floor, the elbow below the shoulder.")] = (
        None
    )
    stays: Annotated[Literal[True] | None, Field(description="Where it was in the first frame.")] = None
    free: Annotated[Literal[True] | None, Field(description="Nowhere: the joints say where it is.")] = None
    shift: Annotated[Shift, Field(description="Moved from there: ahead, outwards, up.")] = (0, 0, 0)
    elbow: Annotated[Direction | None, Field(description="Where the elbow points.")] = None
    fingers: Annotated[Direction | None, Field(description="Where the fingers point.")] = None
    palm: Annotated[Direction | None, Field(description="Where the palm faces.")] = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.grips is not None and self.palm is not None:
            raise wrong("a hand that grips has its palm on what it grips", "take palm out")
        if (self.free or self.elbow_on_floor) and self.elbow is not None:
            raise wrong("the elbow of a hand that is free or lies with its forearm goes its own way", "take elbow out")
        if (self.stays or self.free or self.elbow_on_floor) and {"fingers", "palm", "shift"} & self.model_fields_set:
            raise wrong("a hand that stays, is free or lies with its forearm is not turned or moved", "take fingers, palm and shift out")
        return self

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        one_of(self, ("floor", "wall", "on", "rests_on", "grips", "at", "elbow_on_floor", "stays", "free"))
        return self


class Foot(Content):
    """Where a foot is. The leg finds its own way there."""

    floor: Annotated[Spot | None, Field(description="Flat on the floor: this far ahead of and outwards from the hip.")] = None
    on: Annotated[
        Literal["step", "ball", "can"] | None, Field(description="Beside `floor`: not on the floor but on this thing, as high as that is.")
    ] = None
    kneel: Annotated[
        Degrees | None,
        Field(description="Kneeling on this knee, shin on the floor; the hip is so many degrees ahead of the knee, below 0 behind it."),
    ] = None
    heel_at: Annotated[
        int | None, Field(ge=0, le=90, description="The straight leg lies with its heel this high: 0 on the floor, more in a strap.")
    ] = None
    rests_on: Annotated[Landmark | None, Field(description="The ankle rests on this place of the body.")] = None
    calf_on_chair: Annotated[Literal[True] | None, Field(description="The lower leg lies on the seat of the chair.")] = None
    stays: Annotated[Literal[True] | None, Field(description="Where it was in the first frame.")] = None
    free: Annotated[Literal[True] | None, Field(description="Nowhere: the joints say where it is.")] = None
    heel_up: Annotated[Degrees | None, Field(description="The heel is raised, the ball of the foot stays down.")] = None
    toes_up: Annotated[Degrees | None, Field(description="The forefoot is raised, the heel stays down.")] = None
    toes_out: Annotated[Degrees | None, Field(description="The toes turn outwards.")] = None
    knee_out: Annotated[Degrees | None, Field(description="The knee falls outwards.")] = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = ("floor", "kneel", "heel_at", "rests_on", "calf_on_chair", "stays", "free")
        if any(getattr(self, n) is not None for n in places) or not self.model_fields_set:
            one_of(self, places)
        if self.on is not None and self.floor is None:
            raise wrong(f"does not say where on the {self.on}", "write floor: with centimetres ahead and outwards")
        if self.heel_up and self.toes_up:
            raise wrong("heel and forefoot are both raised", "take one of them out")
        told = {"heel_up", "toes_up", "toes_out", "knee_out"} & self.model_fields_set
        if told and (self.kneel is not None or self.heel_at is not None or self.calf_on_chair or self.free):
            raise wrong(f"{min(told)} is said of a foot that does not stand", f"take {min(told)} out")
        if self.rests_on is not None and told & {"heel_up", "toes_up", "toes_out"}:
            raise wrong("heel_up and toes_out are said of a foot that stands", "bend the ankle instead")
        return self


Grasp = Literal["flat", "relaxed", "grip", "fist", "hook", "tabletop"]
"""What fingers do. The five shapes of tendon glides are flat, tabletop, hook, grip (a straight fist) and fist."""


class Limbs(Content):
    """An arm and a leg. What is left out stays as it was."""

    girdle: Annotated[Girdle | None, Field(description="Shoulder girdle: how far it carries the shoulder up and ahead.")] = None

    shoulder: Annotated[BallJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    elbow: Annotated[Degrees | None, Field(description="Flexion.")] = None
    forearm: Annotated[Degrees | None, Field(description="Pronation; below 0 supination.")] = None
    wrist: Annotated[WristJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    hand: Annotated[Hand | None, Field(description="Where the hand is, instead of angles.")] = None
    fingers: Annotated[Grasp | None, Field(description="What the fingers do; left out: what the hand is at.")] = None
    hip: Annotated[BallJoint | None, Field(description="Degrees of flexion, or each movement by its name.")] = None
    knee: Annotated[Degrees | None, Field(description="Flexion.")] = None
    ankle: Annotated[AnkleJoint | None, Field(description="Degrees of dorsiflexion, or each movement by its name.")] = None
    foot: Annotated[Foot | None, Field(description="Where the foot is, instead of angles.")] = None
    toes: Annotated[Degrees | None, Field(description="Toes: flexion (curled); below 0 extension (lifted).")] = None


class Move(Content):
    """The whole body, moved."""

    ahead: Annotated[Cm, Field(description="Centimetres ahead.")] = 0
    left: Annotated[Cm, Field(description="Centimetres to the left.")] = 0
    up: Annotated[Cm, Field(description="Centimetres up; below 0 down, as in a squat.")] = 0


PositionName = Literal[
    "standing", "sitting", "supine", "hook-lying", "legs-on-chair", "prone", "prone-on-hands", "all-fours", "kneeling", "half-kneeling", "side-lying", "side-plank",
    "long-sitting",
]  # fmt: skip


def _contact(text: str) -> str:
    part, word, on = text.partition(" on ")
    if not word:
        raise wrong(f'"{text}" does not say what touches what', 'write as in "left heel on right heel" or "right knee on floor"')
    _own_landmark(_landmark(part))
    if on not in ("floor", "mat", "chair", "bed"):
        _own_landmark(_landmark(on))
    return text


Contact = Annotated[str, AfterValidator(_contact)]
"""Two places that touch: ``left heel on right heel``; also a place ``on floor`` and ``on chair``."""


class Pose(Content):
    """One frame of a figure."""

    position: Annotated[PositionName | None, Field(description="The position it starts from; left out: that of the first frame.")] = None
    trunk: Annotated[Trunk | None, Field(description="The whole body against its position.")] = None
    lumbar: Annotated[Spine | None, Field(description="Lumbar spine: degrees of flexion, or each movement by its name.")] = None
    thoracic: Annotated[Spine | None, Field(description="Thoracic spine.")] = None
    neck: Annotated[Spine | None, Field(description="Neck.")] = None
    head: Annotated[HeadJoint | None, Field(description="The head on the neck: nodding, tilting, turning, gliding.")] = None
    both: Annotated[Limbs | None, Field(description="Both sides.")] = None
    left: Annotated[Limbs | None, Field(description="The left side; wins over both.")] = None
    right: Annotated[Limbs | None, Field(description="The right side; wins over both.")] = None
    belly: Annotated[int | None, Field(ge=-4, le=8, description="How far the belly rises with the breath.")] = None
    move: Annotated[Move | None, Field(description="Moves the whole body; planted hands and feet stay.")] = None
    contacts: Annotated[
        tuple[Contact, ...],
        Field(
            description='What must touch: "left heel on right heel", "right knee on floor", "left thigh on chair". `check` measures the gap.'
        ),
    ] = ()
