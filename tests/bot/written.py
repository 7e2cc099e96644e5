"""An agreement as it may be written, and one sentence in many scripts: what documents are tried with."""

from __future__ import annotations

import gettext

from bot.i18n import Language, language
from bot.screen import GAP, Line
from conversations.text import N_, text

ENGLISH, DANISH = language("en"), language("da")
# Not offered yet, so its wording is English; its direction is its own.
ARABIC = Language("ar", gettext.NullTranslations())

AGREEMENT = (
    Line("Agreement between Tools for Life and Mwanza Girls’ School", "title"),
    Line("Both sides wrote this together.", "italic"),
    GAP,
    Line("Goals", "bold"),
    Line("· By June 2027 forty girls sew on machines that work."),
    Line("We pay the freight & find 8,000 kr.\nWe write when something is late.", "quote"),
    Line("Version 2. Seal: 7f3a 91c2.", "foot"),
)
AFTALE = (
    Line("Aftale mellem Værktøj til Livet og Mwanza Pigeskole", "title"),
    Line("Mål", "bold"),
    Line("· Senest i juni 2027 syr fyrre piger på maskiner, der virker."),
    Line("Vi betaler fragten. Åbningen er på søndag.", "quote"),
)
IN_ARABIC = (
    Line("اتفاق الشراكة", "title"),
    Line("الأهداف", "bold"),
    Line("نحن مدرسة صغيرة", "quote"),
    Line("Vi samler maskinerne", "quote"),
    Line(text(N_("{side}: {answer}"), side="مدرسة النور", answer="Freight (sea) 2")),
)

# For each shipped family a sentence that needs it.
SCRIPTS = {
    "NotoSans": "Vi er en lille skole: ǁHåo, Ɗan, Ẹ̀kọ́, Đây, Žižka, Ελλάδα, Україна",
    "NotoSansAdlam": "𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪",
    "NotoSansArabic": "نحن مدرسة صغيرة، ہم ایک چھوٹا اسکول ہیں؛ ما یک مدرسه‌ایم",
    "NotoSansArmenian": "Մենք փոքր դպրոց ենք։",
    "NotoSansBengali": "আমরা একটি ছোট স্কুল",
    "NotoSansCanadianAboriginal": "ᐃᓄᒃᑎᑐᑦ",
    "NotoSansCherokee": "ᏣᎳᎩ",
    "NotoSansDevanagari": "हामी सानो विद्यालय हौं १२३",
    "NotoSansEthiopic": "እኛ ትንሽ ትምህርት ቤት ነን።",
    "NotoSansGeorgian": "ჩვენ პატარა სკოლა ვართ",
    "NotoSansGujarati": "અમે એક નાની શાળા છીએ",
    "NotoSansGurmukhi": "ਅਸੀਂ ਇੱਕ ਛੋਟਾ ਸਕੂਲ ਹਾਂ",
    "NotoSansHanifiRohingya": "𐴌𐴟𐴇𐴥𐴝𐴚𐴒𐴙𐴝",
    "NotoSansHebrew": "אנחנו בית ספר קטן",
    "NotoSansKannada": "ನಾವು ಒಂದು ಸಣ್ಣ ಶಾಲೆ",
    "NotoSansKhmer": "យើងជាសាលាតូចមួយ",
    "NotoSansLao": "ພວກເຮົາເປັນໂຮງຮຽນນ້ອຍ",
    "NotoSansMalayalam": "ഞങ്ങൾ ഒരു ചെറിയ സ്കൂളാണ്",
    "NotoSansMath": "∯ 𝒜",
    "NotoSansMeeteiMayek": "ꯃꯤꯇꯩ",
    "NotoSansMongolian": "ᠮᠣᠩᠭᠣᠯ",
    "NotoSansMyanmar": "ကျွန်ုပ်တို့ ကျောင်းငယ်",
    "NotoSansNKo": "ߒߞߏ ߛߓߍ",
    "NotoSansOlChiki": "ᱥᱟᱱᱛᱟᱲᱤ",
    "NotoSansOriya": "ଆମେ ଏକ ଛୋଟ ବିଦ୍ୟାଳୟ",
    "NotoSansSinhala": "අපි කුඩා පාසලක් ශ්‍රී",
    "NotoSansSymbols": "⚖ ⓐ",
    "NotoSansSymbols2": "✓ ☐ 👍 ☎",
    "NotoSansSyriac": "ܐܢܚܢܢ",
    "NotoSansTamil": "நாங்கள் ஒரு சிறிய பள்ளி",
    "NotoSansTelugu": "మేము ఒక చిన్న పాఠశాల",
    "NotoSansThaana": "ދިވެހި ސްކޫލް",
    "NotoSansThai": "เราเป็นโรงเรียนเล็กๆ",
    "NotoSansTifinagh": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "NotoSansVai": "ꕙꔤ ꕮꔧ",
    "NotoSerifTibetan": "བོད་ཡིག་སློབ་གྲྭ་ཆུང་ངུ་ཡིན།",
}
