"""A page to keep or print: one HTML file that needs nothing from elsewhere and runs nothing.

It may not escape or translate anything itself; `render` hands it each line ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bot.i18n import Language
from bot.screen import Line
from bot.telegram.render import html_lines
from bot.telegram.wording import escaped, shown

_PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; }}
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }}
h2 {{ font-size: 1.1rem; margin: 1.5rem 0 .25rem; break-after: avoid; }}
p, blockquote {{ margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
p.note {{ font-style: italic; }}
p.foot {{ font-size: .8rem; color: #555; }}
blockquote {{ padding: .1rem .75rem; border-inline-start: .2rem solid #888; break-inside: avoid; }}
hr {{ border: 0; margin: .75rem 0; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 11pt; }} @page {{ margin: 2cm; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""

_AS = {
    "plain": '<p dir="auto">{}</p>',
    "bold": '<h2 dir="auto">{}</h2>',
    "italic": '<p dir="auto" class="note">{}</p>',
    "quote": '<blockquote dir="auto">{}</blockquote>',
    "title": '<h1 dir="auto">{}</h1>',
    "foot": '<p dir="auto" class="foot">{}</p>',
}


def page(title: str, lines: Iterable[Line], language: Language) -> bytes:
    """The lines as a document in this language, in UTF-8."""
    said = html_lines(lines, language)
    body = [
        "<hr>" if empty else "\n".join(_AS[style].format(words) for style, words in run)
        for empty, run in groupby(said, key=lambda line: not line[1].strip())
    ]
    return _PAGE.format(
        lang=escaped(language.code.replace("_", "-")),
        direction="rtl" if language.rtl else "ltr",
        title=escaped(shown(title)),
        body="\n".join(body),
    ).encode()
