"""Language, silence, help and privacy: everybody's own, whoever they are."""

from __future__ import annotations

from bot.i18n import language, languages, own_name
from bot.screens import joining as joining_screens
from bot.screens import preferences as screens
from bot.services import places
from bot.services.joining_steps import again, tell
from bot.services.scene import Scene
from bot.store import audit, consents, people


def choose_language(scene: Scene, argument: str) -> None:
    """`/language`."""
    now = scene.person.language
    tell(scene, joining_screens.which_language(languages(), "pg", now=language(now).code if now else None))


def stop(scene: Scene, argument: str) -> None:
    """`/stop`: from here on the bot only answers what the person does themselves."""
    if scene.person.reach != "silent":
        people.change(scene.tx, scene.person.id, reach="silent")
        audit.note(scene.tx, scene.now, scene.person.id, "silent")
    tell(scene, screens.silent())


def listen_again(scene: Scene) -> Scene:
    """Ends a silence, says so, and wakes what was owed meanwhile."""
    person = people.person(scene.tx, scene.person.id)
    if person.reach != "silent":
        return scene
    people.change(scene.tx, person.id, reach="open")
    audit.note(scene.tx, scene.now, person.id, "listening")
    scene = Scene(scene.tx, scene.now, scene.world, people.person(scene.tx, person.id))
    tell(scene, screens.listening())
    return scene


def help(scene: Scene, argument: str) -> None:
    """`/help`: five lines that depend on who asks."""
    member = bool(people.memberships(scene.tx, scene.person.id))
    tell(scene, screens.help(staff=scene.person.staff is not None, member=member))


def privacy(scene: Scene, argument: str) -> None:
    """`/privacy`: what was agreed to, and when."""
    agreed_at = consents.agreed_at(scene.tx, scene.person.id)
    speaks = language(scene.person.speaks)
    tell(scene, screens.privacy(speaks.say(agreed_at.date()) if agreed_at else None))


def _language(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    if len(parts) != 1 or parts[0] not in languages():
        places.stale(scene)
        return
    people.change(scene.tx, scene.person.id, language=parts[0])
    audit.note(scene.tx, scene.now, scene.person.id, "language", about=parts[0])
    scene.tell(screens.language_now(own_name(parts[0])), edits=message, partnership=None)
    places.show_present(again(scene))


PRESSED = {"pg": _language}
COMMANDS = {"language": choose_language, "stop": stop, "help": help, "privacy": privacy}
