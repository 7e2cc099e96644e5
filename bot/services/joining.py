"""The way in: a code opens it, each step is kept, and `letting_in` alone ends it.

Whatever is wrong with a code is answered with one sentence, and nobody may try for long.
"""

from __future__ import annotations

from datetime import timedelta

from bot.i18n import language, languages
from bot.screen import Line, Screen
from bot.screens import consent
from bot.screens import joining as screens
from bot.services import letting_in, places, preferences
from bot.services.inputs import FileSent, Written
from bot.services.joining_steps import Step, again, leave_visible, show_step, tell, under_way
from bot.services.letting_in import may_use
from bot.services.scene import Scene
from bot.store import audit, consents, forms, invitations, people
from conversations import names
from conversations.codes import found, hashed, read

TRIES = 10
TRIES_WITHIN = timedelta(hours=1)


def start(scene: Scene, argument: str) -> None:
    """`/start`: ends a silence, follows an invitation's link, or brings back to where one was."""
    scene = preferences.listen_again(scene)
    if argument.strip():
        accept(scene, argument)
    else:
        places.show_present(scene)


def join(scene: Scene, argument: str) -> None:
    """`/join CODE`: for those who have a code and are here already."""
    if argument.strip():
        accept(scene, argument)
    else:
        tell(scene, screens.which_code())


def accept(scene: Scene, written: str) -> None:
    """Begins to accept the invitation with this code, or says the one sentence."""
    since = scene.now - TRIES_WITHIN
    if invitations.failures(scene.tx, scene.person.id, since) >= TRIES:
        tell(scene, Screen((Line(screens.CANT_USE),)))
        return
    # Looked up even if it cannot be a code, so that every refusal takes the same way.
    invitation = invitations.with_hash(scene.tx, hashed(read(written) or ""))
    if invitation is None or invitation.expires_at <= scene.now or not may_use(scene, invitation):
        invitations.failed(scene.tx, scene.now, scene.person.id)
        audit.note(scene.tx, scene.now, scene.person.id, "invitation_refused")
        tell(scene, Screen((Line(screens.CANT_USE),)))
        return
    here = under_way(scene)
    # A link pressed again, as its text asks for, loses nothing of what was told already.
    if here is None or here.invitation.id != invitation.id:
        invitations.begin(scene.tx, scene.now, scene.person.id, invitation.id, name=scene.person.name)
    show_step(scene)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """A name or a task, where one is asked for."""
    here = under_way(scene) if scene.person.joins else None
    if here is not None and here.step in (Step.NAME, Step.TASK):
        if _is_reply_elsewhere(scene, said):
            return False
        _fill(scene, here.step, said)
        return True
    return False


def greet(scene: Scene, said: Written | FileSent) -> bool:
    """A code, or anything else, from somebody who is nowhere yet."""
    if not _is_stranger(scene):
        return False
    code = found(said.words) if isinstance(said, Written) else None
    if code is not None:
        accept(scene, code)
    else:
        places.show_present(scene)
    return True


def _fill(scene: Scene, step: Step, said: Written | FileSent) -> None:
    if isinstance(said, FileSent):
        show_step(scene, why=screens.WRITE_IT)
        return
    reads = names.name if step is Step.NAME else names.short_line
    line = reads(said.words)
    if not isinstance(line, str):
        show_step(scene, why=line)
        return
    field = "name" if step is Step.NAME else "task"
    invitations.fill(scene.tx, scene.person.id, **{field: line})
    show_step(scene)


def _is_stranger(scene: Scene) -> bool:
    return scene.person.staff is None and not people.memberships(scene.tx, scene.person.id)


def _is_reply_elsewhere(scene: Scene, said: Written | FileSent) -> bool:
    """A reply to one of a walk's questions is meant for that question."""
    return said.reply_to is not None and forms.replies_to_a_question(scene.tx, scene.person.id, said.reply_to)


def _language(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = under_way(scene)
    code = parts[0] if parts else ""
    if here is None or here.step is not Step.LANGUAGE or code not in languages():
        places.stale(scene)
        return
    people.change(scene.tx, scene.person.id, language=code)
    leave_visible(scene, screens.language_chosen(code), message)
    show_step(again(scene))


def _consent(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = under_way(scene)
    if here is None or here.step is not Step.CONSENT or parts not in (("yes",), ("no",)):
        places.stale(scene)
        return
    if parts == ("no",):
        _end_without_consent(scene, message)
        return
    read_in = language(scene.person.language).code
    consents.agree(scene.tx, scene.now, scene.person.id, version=consent.VERSION, language=read_in)
    audit.note(scene.tx, scene.now, scene.person.id, "consented", about=f"version:{consent.VERSION}")
    leave_visible(scene, screens.agreed(), message)
    show_step(again(scene))


def _end_without_consent(scene: Scene, message: int | None) -> None:
    # Said in the language that is forgotten in the same breath.
    last_words = screens.said_in(screens.not_agreed(), language(scene.person.language))
    invitations.end(scene.tx, scene.person.id)
    if _is_stranger(scene):
        people.change(scene.tx, scene.person.id, language=None)
    scene.tell(last_words, edits=message, partnership=None)


def _skip_task(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = under_way(scene)
    if here is None or here.step is not Step.TASK:
        places.stale(scene)
        return
    invitations.fill(scene.tx, scene.person.id, task="")
    leave_visible(scene, screens.task_skipped(), message)
    show_step(scene)


PRESSED = {"jl": _language, "jc": _consent, "js": _skip_task, **letting_in.PRESSED}
COMMANDS = {"start": start, "join": join}
