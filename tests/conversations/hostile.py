"""What people, clients and attackers write: values every free-text answer must survive unchanged."""

from __future__ import annotations

KEPT_EXACTLY = (
    "x",
    "a" * 3999,
    "line one\r\nINFO staff: forged line",
    "\x0b\x1b[31mred",
    "\ufffe",
    "\u202egnp.exe",
    "\u2066isolate\u2069",
    "e" + "\u0301" * 300,
    "👩‍👩‍👧‍👦 👍🏿 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "نحن مدرسة صغيرة",
    "እኛ ትንሽ ትምህርት ቤት ነን",
    "हामी सानो विद्यालय हौं १२३",
    "நாங்கள் ஒரு சிறிய பள்ளி",
    "ကျွန်ုပ်တို့",
    "<b>bold</b></a>&amp;<tg-spoiler>",
    "*_[]()~`>#+-=|{}.!",
    "{{7*7}} {% raw %} ${x} %s {0.__class__}",
    '=HYPERLINK("x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "'; DROP TABLE answer; --",
    "../../etc/passwd",
    "C:\\CON",
    "n" * 300,
    "Staff: your grant is stopped",
    "https://example.org/?start=code",
)
INVISIBLE = (
    "",
    " ",
    "\n\t\r\n",
    "\u200b\u200d\u2060\ufeff",
    "\u2800",
    "\u3164\u115f",
    "\u00ad\u034f",
    "\u202e\u2066",
    "\ufe0f",
    "\0",
    "\x1b",
)
REPLACED = {"a\0b": "a\ufffdb", "half \ud83d sign": "half \ufffd sign"}
PRIVATE = {
    "My number is 010190-1234.": "My number is ….",
    "0101901234": "…",
    "Call +254 712 345 678 today": "Call … today",
    "12 34 56 78": "…",
    "Driver: 0712 345678": "Driver: …",
    "0712-345-678": "…",
    "Card 4111 1111 1111 1111 please": "Card … please",
    "٠١٠١٩٠-١٢٣٤": "…",
}
NOT_PRIVATE = (
    "Since 2019 we met 3 times; 250 members, 12,500 kr.",
    "From 2025-2027",
    "31.12.2026",
    "4111 1111 1111 1112 1113",
)
