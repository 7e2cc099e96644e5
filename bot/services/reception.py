"""The front door: which service an input belongs to. Decides nothing about partnerships itself."""

from __future__ import annotations

from collections.abc import Callable

from bot.media.kinds import LARGEST
from bot.services import (
    agreeing,
    answering,
    approving,
    attention,
    buttons,
    capacity,
    catching_up,
    duties,
    forms,
    goal_list,
    goals,
    holding,
    inviting,
    joining,
    leaving,
    lessons,
    members,
    milestone_moves,
    milestones,
    noting,
    opened,
    overview,
    partnerships,
    phase_out,
    phase_out_end,
    phase_out_talk,
    places,
    plans,
    preferences,
    reaching,
    record,
    saying,
    settling,
    staff,
    status,
    summarising,
    talks,
    together,
    top_goals,
    trip_planning,
    trip_talks,
    trips,
    upload_stopped,
    uploaded,
    uploading,
    vulnerability,
)
from bot.services.inputs import (
    Command,
    Edited,
    FileSent,
    Input,
    Nothing,
    Pressed,
    ReachChanged,
    Unusable,
    Written,
)
from bot.services.scene import Scene
from bot.store import outbox, people
from conversations.text import N_, Text

DOCUMENTS = (".pdf", ".docx", ".odt", ".txt", ".jpg", ".jpeg", ".png", ".webp", ".ogg", ".oga", ".mp3", ".m4a")

_SERVICES = (
    agreeing,
    answering,
    approving,
    attention,
    buttons,
    capacity,
    catching_up,
    duties,
    forms,
    goal_list,
    goals,
    holding,
    inviting,
    joining,
    leaving,
    lessons,
    members,
    milestone_moves,
    milestones,
    noting,
    opened,
    overview,
    partnerships,
    phase_out,
    phase_out_end,
    phase_out_talk,
    plans,
    preferences,
    record,
    settling,
    staff,
    status,
    summarising,
    talks,
    together,
    top_goals,
    trip_planning,
    trip_talks,
    trips,
    upload_stopped,
    uploaded,
    uploading,
    vulnerability,
)
# Each may have asked somebody for words; whatever else they do first ends the waiting.
_WAITING = (noting, settling, goal_list, uploading, milestones, lessons, trip_planning)
_TAKERS = (
    *(waiting.take for waiting in _WAITING),
    upload_stopped.take,
    joining.take,
    forms.take,
    saying.take,
    joining.greet,
)


def _merged(name: str) -> dict[str, Callable[..., None]]:
    merged: dict[str, Callable[..., None]] = {}
    for service in _SERVICES:
        for key, function in getattr(service, name, {}).items():
            if key in merged:
                raise ValueError(f"{name} {key!r} is claimed twice")
            merged[key] = function
    return merged


PRESSED = _merged("PRESSED")
COMMANDS = _merged("COMMANDS")


def receive(scene: Scene, input: Input) -> None:
    """Carry out one input of this person. Somebody silent stays so until they press Start."""
    if scene.person.reach in ("blocked", "gone") and not isinstance(input, Nothing | ReachChanged):
        people.change(scene.tx, scene.person.id, reach="open")
    match input:
        case Pressed(data, message):
            name, *parts = data.split(":")
            press = PRESSED.get(name)
            for waiting in _WAITING:
                if name not in waiting.PRESSED and name not in getattr(waiting, "BESIDE", ()):
                    waiting.forget(scene)
            return press(scene, tuple(parts), message) if press else places.stale(scene)
        case Command(name, argument):
            command = COMMANDS.get(name)
            for waiting in _WAITING:
                waiting.forget(scene)
            return command(scene, argument) if command else _unknown_command(scene)
        case Written() | FileSent():
            return _free(scene, input)
        case Edited():
            saying.edited(scene, input)
        case Unusable():
            _unusable(scene, input)
        case ReachChanged(reachable):
            reaching.changed(scene, reachable)
        case Nothing():
            pass
    return None


def _free(scene: Scene, said: Written | FileSent) -> None:
    judged = said if isinstance(said, FileSent) and not uploading.expects(scene, said) else None
    refusal = _file_refusal(judged) if judged else None
    if refusal is not None:
        return scene.say(Text(refusal), partnership=None)
    if not any(take(scene, said) for take in _TAKERS):
        places.show_present(scene)
    return None


def _file_refusal(sent: FileSent) -> str | None:
    if sent.kind == "document" and not sent.name.lower().endswith(DOCUMENTS):
        return N_("I can't take this kind of file. Nothing was saved. Send a photo, a recording or text.")
    if sent.kind == "document" and sent.name.count(".") > 1 and _hidden_program(sent.name):
        return N_("I can't take this kind of file. Nothing was saved. Send a photo, a recording or text.")
    if sent.size is not None and sent.size > LARGEST:
        if sent.kind == "voice":
            return N_("The recording is too large (max 20 MB). Nothing was saved. Send a shorter one or write.")
        return N_("The file is too large (max 20 MB). Nothing was saved. Send a smaller one or write.")
    if sent.kind == "voice" and sent.seconds == 0:
        return N_("The recording is empty. Nothing was saved. Record it again or write.")
    return None


def _hidden_program(name: str) -> bool:
    return any(
        part.lower() in {"exe", "js", "bat", "cmd", "scr", "com", "msi", "html", "svg"} for part in name.split(".")
    )


def _unknown_command(scene: Scene) -> None:
    places.show_present(scene, why=Text(N_("I don't know that command. /help says what there is. You are here:")))


def _unusable(scene: Scene, input: Unusable) -> None:
    if input.kind in ("location", "venue", "contact"):
        outbox.take_back(scene.tx, scene.now, person_id=scene.person.id, message=input.message)
        place = N_("For your safety I did not save your location. I removed it here; delete it on your phone too.")
        person = N_("For your safety I did not save this contact. I removed it here; delete it on your phone too.")
        return scene.say(Text(person if input.kind == "contact" else place), partnership=None)
    return scene.say(
        Text(N_("I can't use this here. Nothing was saved. Answer with text, voice, a photo or a document.")),
        partnership=None,
    )
