"""Fear of whom a message is written to, or a request to stop: seen where it is meant, or is a whole clause."""

from __future__ import annotations

from itertools import chain

import polars as pl
import pytest

from unlike.text import CONCERNS, concerns, languages
from unlike.text.concerns import _is_clause
from unlike.text.phrase_index import PhraseIndex
from unlike.text.phrase_lists import bare_phrases, table
from unlike.text.phrase_tables import phrase_table
from unlike.text.required_words import OPEN, Vocabulary, word_class

MEANT = {
    "en": (
        "i am frightened of you",
        "your temper frightens me",
        "Stop following my sister",
        "please, just stop",
        "please stop now",
        "don't come here again",
        "leave us alone please",
        "I told you not to call me at night",
        "if you do that i'm calling the police",
        "so tired. please leave me alone. good night",
    ),
    "de": ("wir haben angst vor dir", "bitte hör auf damit", "komm nie wieder her", "lass uns in ruhe bitte"),
    "es": ("te tenemos miedo", "para ya por favor", "no vengas más a mi casa", "déjanos en paz"),
    "fr": (
        "nous avons peur de toi",
        "arrête maintenant",
        "ne reviens plus ici",
        "laisse-nous partir",
    ),
    "pt": (
        "temos medo de você",
        "por favor para com isso",
        "não volta mais aqui",
        "me deixa em paz agora",
    ),
    "zh": ("我好怕你", "求你别再给我打电话了", "你再来我就报警", "請你不要再跟蹤我", "求求你，停手吧", "别再来我家了"),
    "ja": (
        "あなたが怖い",
        "お願いだからやめて",
        "もう来ないでください",
        "うん。もう放っておいて。寝るね",
        "二度と連絡してこないで",
        "近づいたら警察呼びます",
        "殴らないで",
        "なんで私の家知ってるの",
    ),
    "nl": (
        "we zijn bang voor jou",
        "stop daarmee alsjeblieft",
        "kom hier nooit meer terug",
        "laat ons met rust aub",
        "hou op met me te volgen",
        "blijf uit de buurt van m'n kinderen",
    ),
    "it": (
        "abbiamo paura di te",
        "smettila per favore",
        "non venire più a casa mia",
        "lasciaci in pace",
        "se torni chiamo i carabinieri",
        "ti ho detto di non seguirmi",
    ),
    "ru": (
        "мы тебя боимся",
        "Прекрати это немедленно",
        "больше не приходи ко мне домой",
        "оставь нас в покое, пожалуйста",
        "ты меня вчера ударил",
        "ещё раз придёшь — вызову полицию",
        "откуда ты знаешь, где я живу",
    ),
    "tr": (
        "senden korkuyorum artık",
        "bana bir daha yazma lütfen",
        "vurma bana bir daha",
        "istemiyorum dedim dokunma bana",
        "beni rahat bırak peşimi bırak artık",
        "lütfen dur",
    ),
    "pl": (
        "boimy się ciebie",
        "boję się że znowu mnie uderzysz",
        "proszę przestań",
        "przestań za mną łazić",
        "nie przychodź tu więcej",
        "zostaw nas w spokoju, proszę",
        "prosze zostaw mnie",
    ),
}
ORDINARY = {
    "en": (
        "please stop being so good at this",
        "please stop by the bakery",
        "leave me alone with that pie and it's gone",
        "don't come here before noon",
        "i'm afraid you were right about the paint",
        "please stop haha",
        "let me go and check",
        "stay away from the top shelf",
    ),
    "de": ("hör auf die Oma", "komm nicht vor acht", "ich hab angst vor gewittern", "bitte hör auf 😂"),
    "es": ("para mañana por favor", "no vengas sin paraguas", "tengo miedo a volar", "te tengo noticias"),
    "fr": ("arrête-toi au feu", "ne viens pas sans parapluie", "j'ai peur en avion", "tu me fais signe"),
    "pt": ("para amanhã por favor", "não vem sem guarda-chuva", "tenho medo de avião", "me deixa no metrô"),
    "zh": ("别来太早", "我怕打雷", "停一下车", "别忘了带伞", "再来一碗", "让我想想"),
    "ja": ("無理して来ないで大丈夫", "やめてw", "雷が怖い", "電話しないでLINEで大丈夫", "傘なしで来ないでね"),
    "nl": (
        "hou op met zo lief zijn",
        "kom niet zonder paraplu",
        "ik ben bang voor onweer",
        "laat me even kijken",
        "stop bij de bakker",
        "alsjeblieft stop haha",
    ),
    "it": (
        "smettila di farmi ridere",
        "non venire prima delle otto",
        "ho paura dei ragni",
        "lasciami un pezzo di torta",
        "smettila ahahah",
    ),
    "ru": (
        "прекрати быть таким милым",
        "не приходи без зонта",
        "боюсь пауков",
        "боюсь тебя разбудить",
        "я за тебя боюсь",
        "остановись, пожалуйста, у аптеки",
        "отпусти поводок",
        "перестань, пожалуйста 😂",
    ),
    "tr": (
        "dur bi dakika arayacağım",
        "yarın gelme ben gelirim",
        "köpekten çok korkuyorum",
        "yapma ya ciddi misin",
        "beni eve bırakır mısın",
    ),
    "pl": (
        "do jutra, proszę",
        "nie przychodź bez parasola",
        "boję się burzy",
        "proszę przestań haha",
        "zostaw mi kawałek ciasta",
    ),
}


def addressee(text: str, language: str | None) -> bool:
    return bool(concerns(pl.Series([text]), language)["addressee"][0])


EVERYDAY_VERBS = {
    "pt": (
        "apanhei o autocarro",
        "acho que apanhei uma gripe",
        "apanho-te às oito",
        "apanhei chuva no caminho",
        "fui apanhar a miúda à escola",
        "apanhei um grande susto",
        "apanhei-o a dormir no sofá",
    ),
    "es": (
        "mira el móvil",
        "mira todo lo que he comprado",
        "lee los mensajes de ayer",
        "revisa el móvil, te he mandado una foto",
        "mira este perro, buenas noches",
        "lee mis mensajes porfa",
    ),
}
GRAVE_VERBS = {
    "pt": (
        "apanhei do meu pai",
        "ela apanha do marido",
        "apanhei uma surra",
        "minha mãe apanhava dele",
        "apanhei um soco no autocarro",
        "apanhei a noite toda",
    ),
    "es": (
        "me mira el móvil todas las noches",
        "él mira mis mensajes",
        "revisa mi celular cada noche",
        "lee mis mensajes a escondidas",
        "me controla el dinero",
    ),
}


def any_concern(text: str, language: str) -> bool:
    found = concerns(pl.Series([text]), language)
    return any(found[name][0] for name in CONCERNS)


@pytest.mark.parametrize(("language", "text"), [(code, one) for code, texts in EVERYDAY_VERBS.items() for one in texts])
def test_what_is_caught_fetched_or_looked_at_every_day_is_no_concern(language: str, text: str) -> None:
    assert not any_concern(text, language)


@pytest.mark.parametrize(("language", "text"), [(code, one) for code, texts in GRAVE_VERBS.items() for one in texts])
def test_the_same_verbs_of_a_beating_or_of_control_are_concerns(language: str, text: str) -> None:
    assert any_concern(text, language)


UNWANTED_TOUCH = {
    "en": ("he made me sleep with him", "they forced me to have sex", "my ex makes me touch him"),
    "de": ("er hat mich ohne meine Zustimmung angefasst",),
    "es": ("me tocó sin mi permiso", "me tocaba aunque le dije que no"),
    "fr": ("il m'a touchée sans mon accord", "il m’a touchée alors que j’avais dit non"),
    "pt": ("ele me tocou sem eu querer", "me tocou sem minha permissão"),
}
TOUCHED = {
    "en": ("she made me sleep with the light on", "your letter really touched me"),
    "es": ("me tocó la lotería", "me tocó el turno de noche sin que yo quisiera"),
    "fr": ("son discours m'a touchée",),
    "pt": ("essa música me tocou muito",),
}


@pytest.mark.parametrize(("language", "text"), [(code, one) for code, texts in UNWANTED_TOUCH.items() for one in texts])
def test_touch_that_was_not_wanted_is_a_concern(language: str, text: str) -> None:
    assert any_concern(text, language)


@pytest.mark.parametrize(("language", "text"), [(code, one) for code, texts in TOUCHED.items() for one in texts])
def test_what_touches_or_falls_to_somebody_is_none(language: str, text: str) -> None:
    assert not any_concern(text, language)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in MEANT.items() for text in texts])
def test_fear_of_the_reader_and_a_request_to_stop_are_seen(language: str, text: str) -> None:
    assert addressee(text, language)
    assert addressee(text, None)


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in ORDINARY.items() for text in texts])
def test_everyday_requests_and_fears_are_none(language: str, text: str) -> None:
    assert not addressee(text, language)


def test_a_request_counts_only_where_it_is_the_whole_clause() -> None:
    assert addressee("ok. please stop. i mean it", "en")
    assert not addressee("ok. please stop the timer. i mean it", "en")


def test_of_somebody_else_it_is_another_concern() -> None:
    found = concerns(pl.Series(["im scared of him"]), "en")
    assert found["partner"][0]
    assert not found["addressee"][0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨晚又割了手腕", "self_harm"),
        ("要是我不在了你们会轻松很多", "self_harm"),
        ("吃了一整瓶安眠药", "self_harm"),
        ("我站在天台上，风好大", "self_harm"),
        ("不想再醒過來了", "self_harm"),
        ("我爸昨天把我妈打进医院了", "violence"),
        ("他说我敢走就杀了我全家", "violence"),
        ("我身上都是淤青，不敢穿短袖", "violence"),
        ("我不敢回家，怕他在", "partner"),
        ("他不让我见朋友，手机每天都要检查", "partner"),
        ("他把我反鎖在家裡", "partner"),
    ],
)
def test_what_is_written_without_spaces(text: str, name: str) -> None:
    for language in ("zh", None):
        assert concerns(pl.Series([text]), language)[name][0]


@pytest.mark.parametrize(
    "text",
    [
        "热死我了",
        "这作业要我命",
        "晚上玩狼人杀吗",
        "帮我跟踪一下快递",
        "切菜割到手了",
        "老师不让我玩手机",
        "被对面吊打",
    ],
)
def test_play_in_chinese_is_none(text: str) -> None:
    assert not any(concerns(pl.Series([text]), "zh").row(0))


def alone(language: str) -> str:
    """The phrases of a language that call for help where they are a whole clause."""
    return "\n".join(table(language, "concerns")[concern].get("alone", "") for concern in CONCERNS)


@pytest.mark.parametrize("language", languages())
def test_a_whole_clause_is_seen_whichever_of_its_forms_it_takes(language: str) -> None:
    index = PhraseIndex([phrase_table(language, {"alone": alone(language)})])
    forms = [word_class([phrase], Vocabulary({}, {})).expansions or () for phrase in bare_phrases(alone(language))]
    clauses = [f" {' '.join(form.split())} " for form in chain.from_iterable(forms) if OPEN not in form]
    assert len(clauses) > 100
    assert [clause for clause in clauses if not _is_clause(clause, index.candidates(clause).get("alone", ()))] == []


@pytest.mark.parametrize("text", ["never come near me ever again", "don't ever come near me ever again"])
def test_a_shorter_form_hides_no_longer_one(text: str) -> None:
    assert concerns(pl.Series([text]), None)["addressee"].to_list() == [True]
