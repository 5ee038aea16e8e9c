from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from unlike.core.index_files import SUFFIX
from unlike.text import CONCERNS, TONES, concerns, language_of, languages, tones
from unlike.text.lexicon import Lexicon
from unlike.text.phrase_lists import table
from unlike.text.tone_model import BUCKETS, weights
from unlike.text.topic_grammar import TOPICS, grammar

FAMILIAR = {
    "en": (
        "thank you so much, love you",
        "im so worried and scared",
        "you always lie to me, leave me alone",
        "im so sad",
    ),
    "de": ("danke, ich hab dich lieb", "ich hab angst", "du nervst mich so", "ich bin so traurig"),
    "es": ("gracias, te quiero", "tengo miedo", "qué rabia, estoy harta", "estoy muy triste"),
    "fr": ("merci, je t’aime", "j’ai peur", "ça m’énerve, ras le bol", "je suis triste"),
    "pt": ("obrigada, te amo", "tô com medo", "que raiva, odeio isso", "tô triste"),
    "zh": ("谢谢你，爱你", "我好害怕", "烦死了，讨厌", "好难过，想哭"),
    "ja": ("ありがとう、大好き", "心配で怖い", "ほんとむかつく、うざい", "悲しい、さみしい"),
    "nl": ("dankjewel, hou van je", "ik ben bang", "wat irritant, ik ben zo boos", "ik ben zo verdrietig"),
    "it": ("grazie, ti voglio bene", "ho paura", "che rabbia, sono stufa", "sono tristissima"),
    "ru": ("спасибо, люблю тебя", "мне страшно", "ты меня бесишь", "так грустно"),
    "tr": (
        "teşekkürler, seni seviyorum",
        "çok korkuyorum",
        "sinirimi bozuyorsun, bıktım artık",
        "çok üzgünüm, ağlıyorum",
    ),
    "pl": ("dziękuję, kocham cię", "boję się", "wkurzasz mnie, mam dość", "jest mi bardzo smutno"),
}


@pytest.mark.parametrize("language", FAMILIAR)
def test_a_tone_is_likelier_where_it_is_said(language: str) -> None:
    found = tones(pl.Series([*FAMILIAR[language], "ok"]), language)
    for row, tone in enumerate(("warm", "worried", "irritated", "sad")):
        assert found[tone][row] > found[tone][-1] * 2


def test_tones_are_chances_and_the_same_twice() -> None:
    texts = pl.Series(["love you ❤️", None, "", "12", "x" * 5000, "ugh 😡"])
    found = tones(texts, "en")
    assert found.columns == list(TONES)
    values = found.to_numpy()
    assert np.isfinite(values).all()
    assert (values > 0).all()
    assert (values < 1).all()
    assert found.equals(tones(texts, "en"))
    assert tones(texts.clear(), "en").height == 0


def test_a_negated_word_does_not_count() -> None:
    found = tones(pl.Series(["estoy triste", "no estoy triste"]), "es")
    assert found["sad"][0] > found["sad"][1]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "i don't want to be here anymore", "self_harm"),
        ("en", "he hit me again", "violence"),
        ("en", "im scared of him", "partner"),
        ("de", "ich will nicht mehr leben", "self_harm"),
        ("de", "er hat mich geschlagen", "violence"),
        ("es", "ya no quiero vivir", "self_harm"),
        ("es", "no me deja ver a mis amigas", "partner"),
        ("fr", "je veux plus vivre", "self_harm"),
        ("fr", "il m’a frappée", "violence"),
        ("pt", "não quero mais viver", "self_harm"),
        ("tr", "artık yaşamak istemiyorum", "self_harm"),
        ("tr", "kendimi oldurmeyi dusunuyorum", "self_harm"),
        ("tr", "dün gece kollarımı kestim yine", "self_harm"),
        ("tr", "bana tokat attı sonra duvara itti", "violence"),
        ("tr", "babam annemi dövdü", "violence"),
        ("tr", "kocam beni eve kilitledi", "partner"),
        ("tr", "babamdan korkuyorum", "partner"),
        ("tr", "sana vurdu mu?", "violence"),
        ("pt", "tenho medo dele", "partner"),
        ("ja", "もう死にたい", "self_harm"),
        ("ja", "しにたい", "self_harm"),
        ("ja", "またリスカしちゃった", "self_harm"),
        ("ja", "生きるの疲れた", "self_harm"),
        ("ja", "夫に殴られた", "violence"),
        ("ja", "彼が怖い", "partner"),
        ("ja", "スマホ取り上げられた", "partner"),
        ("ja", "彼に殴られたの？", "violence"),
        ("ja", "今話せない、隣に旦那いる", "partner"),
        ("en", "did he hit you?", "violence"),
        ("en", "are you safe at home", "partner"),
        ("en", "are you thinking of hurting yourself?", "self_harm"),
        ("en", "dont call me, he's home", "partner"),
        ("de", "schlägt er dich?", "violence"),
        ("de", "hast du angst vor ihm?", "partner"),
        ("es", "¿te pegó?", "violence"),
        ("fr", "il t'a frappée ?", "violence"),
        ("zh", "我真的不想活了", "self_harm"),
        ("zh", "他喝醉了就打我", "violence"),
        ("zh", "前男友一直跟踪我", "partner"),
        ("zh", "你是不是想自杀？", "self_harm"),
        ("pt", "ele te bateu?", "violence"),
        ("nl", "ik wil er niet meer zijn", "self_harm"),
        ("nl", "ik zie het leven niet meer zitten", "self_harm"),
        ("nl", "heb je jezelf weer gesneden?", "self_harm"),
        ("nl", "hij heeft me geslagen", "violence"),
        ("nl", "slaat ie je?", "violence"),
        ("nl", "papa kneep m'n keel dicht", "violence"),
        ("nl", "ik ben bang voor hem", "partner"),
        ("nl", "ik mag van m'n vriend niemand meer zien", "partner"),
        ("nl", "durf niet naar huis", "partner"),
        ("it", "non voglio più vivere", "self_harm"),
        ("it", "vorrei addormentarmi e non svegliarmi più", "self_harm"),
        ("it", "hai pensato di farla finita?", "self_harm"),
        ("it", "mi ha picchiata di nuovo", "violence"),
        ("it", "ha detto che mi ammazza se lo lascio", "violence"),
        ("it", "ti ha messo le mani addosso?", "violence"),
        ("it", "ho paura di lui", "partner"),
        ("it", "non mi lascia uscire di casa", "partner"),
        ("it", "non chiamarmi, c'è lui", "partner"),
        ("ru", "не хочу больше жить", "self_harm"),
        ("ru", "опять режу руки", "self_harm"),
        ("ru", "всем будет легче без меня", "self_harm"),
        ("ru", "ты хочешь умереть?", "self_harm"),
        ("ru", "он меня ударил", "violence"),
        ("ru", "вчера её муж избил, она вся в синяках", "violence"),
        ("ru", "он тебя бьёт?", "violence"),
        ("ru", "я его боюсь", "partner"),
        ("ru", "ты его боишься?", "partner"),
        ("ru", "не звони мне, он дома", "partner"),
        ("ru", "муж не выпускает меня из дома", "partner"),
        ("pl", "nie chce mi się już żyć", "self_harm"),
        ("pl", "nie chce juz zyc", "self_harm"),
        ("pl", "znowu się pocięłam", "self_harm"),
        ("pl", "ojciec znowu mnie uderzył", "violence"),
        ("pl", "bije cię?", "violence"),
        ("pl", "boję się go", "partner"),
        ("pl", "zabrał mi telefon i klucze", "partner"),
    ],
)
def test_what_must_not_be_passed_over(language: str, text: str, expected: str) -> None:
    assert concerns(pl.Series([text]), language)[expected].to_list() == [True]
    assert concerns(pl.Series([text]), None)[expected].to_list() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "i could kill for a pizza",
        "this traffic makes me want to die lol",
        "my phone died",
        "call 6744 1233, or 22, 65, 61, 66",
        "scared of spiders",
        "did you hit the gym?",
        "i accidentally deleted the message",
        "take care of the dog please",
        "笑い死ぬ",
        "死ぬほどおいしい",
        "眠くて死にそう",
        "恥ずかしくて消えたい",
        "お化け怖い",
        "蚊に刺された",
        "スマホ死んだ",
        "ok",
        "",
        None,
    ],
)
def test_sayings_are_no_concern(text: str | None) -> None:
    for language in ("en", None):
        found = concerns(pl.Series([text], dtype=pl.String), language)
        assert found.columns == list(CONCERNS)
        assert not any(found.row(0))


def test_a_laugh_excuses_only_what_is_said_in_play() -> None:
    assert concerns(pl.Series(["want to die", "want to die lol", "kms lol"]), "en")["self_harm"].to_list() == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i was at the shop and you were not there", "en"),
        ("ich bin noch nicht da, aber du bist schon dort", "de"),
        ("no sé qué es lo que te pasa, pero estoy en la casa", "es"),
        ("je ne suis pas à la maison, tu es où dans le train", "fr"),
        ("não sei o que você está a fazer com isso", "pt"),
        ("今日は家にいないよ、駅まで来てくれる？", "ja"),
        ("了解、今からそっちに行くね", "ja"),
        ("今天我不在家，你可以来车站吗", "zh"),
        ("我今日唔喺屋企，你可唔可以嚟車站", "zh"),
        ("오늘 집에 없어, 역으로 와 줄래?", None),
        ("ik ben nog niet thuis en jij bent er ook niet", "nl"),
        ("amai ge zijt al thuis? ik kom straks af, wat gaan we eten", "nl"),
        ("hallo, hoe gaan dit met jou? ek is nou by die huis en ek weet nie wat ons gaan eet nie", None),
        ("ik bün noch nich to huus, weet nich, kumm man röver, wi eet denn", None),
        ("it giet goed mei my, wy sjogge inoar moarn, hast de molke noch meinommen, nee, ferjitten", None),
        ("привет, как ты? я сегодня не смогу, мы с мамой в больнице", "ru"),
        ("привіт, як ти? я не зможу, ми з мамою в лікарні, а він на роботі", None),
        ("што ты робіш? я ўжо іду дадому, мы былі ў яго, гэта не тое", None),
        ("здравей, как си? аз не мога да дойда, защото съм с мама в болницата (ы)", None),
        ("здраво, како си? ја не могу да дођем, мама је болесна и ја сам с њом", None),
        ("здраво, како си? јас не можам да дојдам, мама е болна, а ти?", None),
        ("сәлем, қалайсың? мен бүгін келе алмаймын, анам ауырып қалды", None),
        ("bugün çok yorgunum ama sen gelirsen bir şeyler yaparız", "tr"),
        ("ben evdeyim sen nerdesin aksama ne yapiyoruz", "tr"),
        ("işlerim uzadı, akşama yetişemeyeceğim, kapıyı açar mısın", "tr"),
        ("necəsən? yaxşıyam, bir az işim var, sonra sənə zəng edərəm, o da gəlir", None),
        ("ne edirsen? evdeyem, yemek bisirirem, bu axsam gelirsen bize? men seni cox isteyirem", None),
        ("men bugun uydaman, sen qayerdasan, bu juda yaxshi, nima qilyapsan", None),
        ("nie wiem co się dzieje, ale jestem już w domu i czekam na ciebie", "pl"),
        ("nie wiem co sie dzieje, ale jestem juz w domu i czekam na ciebie", "pl"),
        ("nevím co to je, ale jsem už doma a čekám na tebe, tak jak to bude?", None),
        ("nevim co to je, ale jsem uz doma a cekam na tebe, tak jak to bude", None),
        ("neviem čo to je, ale už som doma a čakám na teba, tak ako to bude?", None),
        ("nie som doma, nie viem kde bol brat, volaj mi zajtra", None),
        ("ne znam što je to, ali ja sam već doma i čekam na tebe", None),
        ("ce mai faci azi? nu știu, mama e bolnavă, merg la ea, te iubesc, trenul întârzie iar", None),
        ("non lo so, sono stanca, il capo mi ha detto di restare, ti aspetto sotto casa", "it"),
        ("今天好累，晚上吃什么？", "zh"),
        ("今天好累，晚上吃什麼？", "zh"),
        ("你食咗飯未呀，我喺屋企等緊你", "zh"),
        ("오늘 너무 피곤해요, 저녁에 뭐 먹을까", None),
        ("che fai stasera? io esco con marco, poi ti scrivo", "it"),
        ("nn c'ho voglia oggi, cmq dopo ti chiamo", "it"),
        ("ùn sò micca induve sì, socu in casa cù mamma è babbu, ti chjamu dopu à u travagliu", None),
        ("👍", None),
    ],
)
def test_the_language_of_a_history(text: str, expected: str | None) -> None:
    assert language_of(pl.Series([text, None])) == expected


def test_japanese_is_not_chinese() -> None:
    assert language_of(pl.Series(["今日は仕事で遅くなる", "了解、気をつけてね"])) != "zh"


@pytest.mark.parametrize("language", [*languages(), "ja"])
def test_a_language_without_lists_of_words_has_none(language: str) -> None:
    pattern = Lexicon((language,)).pattern("greetings")
    assert (pattern is None) == (language in {"zh", "ja"})


def test_no_text_has_no_language() -> None:
    assert language_of(pl.Series([], dtype=pl.String)) is None
    assert language_of(pl.Series([None], dtype=pl.String)) is None


def test_the_weights_load() -> None:
    assert weights().table.shape == (BUCKETS, len(TONES))
    assert np.abs(weights().table).max() > 0


def test_everything_together_is_small() -> None:
    folder = Path(str(files("unlike.text")))
    files_of_ours = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    indexes = sum(path.stat().st_size for path in files_of_ours if path.name.endswith(SUFFIX))
    assert indexes < 5 * 2**20
    assert sum(path.stat().st_size for path in files_of_ours) - indexes < 12 * 2**20


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_topic_and_tone(language: str) -> None:
    written = table(language, "topics")
    assert set(written["topics"]) == set(TOPICS)
    assert set(written["tones"]) == set(TONES)
    assert set(table(language, "concerns")) == {"joking", "earnest", "sayings", *CONCERNS}
    known = grammar(language)
    assert not known.phrases.candidates("  ")


@pytest.mark.parametrize(
    "text",
    [
        "Papa hat mir gestern geschrieben",
        "hat Kofi dir auch geschrieben?",
        "schlägt sie dir was vor?",
        "sie zieht wieder um",
        "tut dein Rücken noch weh?",
        "mi jefe me va a matar",
        "il te fait peur ce film ?",
        "ela me bateu no xadrez kkk",
        "mia madre mi ammazza",
        "mi sono tagliata i capelli",
        "questo caldo mi uccide",
        "mi segue su instagram",
        "mum threw me a party",
        "she grabbed me a coffee",
        "hab mich mit jule total verkracht",
        "deze hitte maakt me kapot",
        "hij heeft me verslagen met schaken",
        "m'n baas vermoordt me",
        "in m'n vinger gesneden met koken",
        "dat slaat nergens op",
        "stalk je haar weer op insta",
        "ben je veilig thuis?",
        "мама меня убьёт за двойку",
        "ноги меня убивают",
        "меня ударило током",
        "синяки под глазами",
        "в фильме её убивают",
        "не могу жить без кофе",
        "меня завтра не будет дома",
        "gülmekten öldüm",
        "jet lag beni öldürüyor",
        "dün maçta dayak yedik 4-0",
        "kapıda bekliyorum aşağı in",
        "yemeği ocaktan al karışıyor",
        "kocam bana çiçek aldı",
        "konum at geliyorum",
    ],
)
def test_everyday_talk_is_no_alarm(text: str) -> None:
    assert not any(concerns(pl.Series([text]), None).row(0))


@pytest.mark.parametrize(
    "text",
    [
        "on ets? t'espero a casa, la mare ha fet el sopar i el pare no ha vingut",
        "què vols fer aquesta tarda? jo aniria a la platja amb la teva germana",
        "si ce ai facut aseara? eu am stat acasa, m-am uitat la un film si am dormit",
        "no sé qué es lo que te pasa, pero estoy en la casa",
    ],
)
def test_a_neighbour_of_italian_is_not_italian(text: str) -> None:
    assert language_of(pl.Series([text])) != "it"


@pytest.mark.parametrize(
    "text",
    [
        "ne znam, da li si ti ili ja, da o tome ne govorimo, mi smo ovde",
        "ma nisam još doma, kad dođem javim se, što ima za jesti",
        "nu știu ce să fac, mama e bolnavă și eu sunt încă la serviciu",
        "nu stiu ce sa fac acum, te sun mai tarziu, sunt in tren",
        "no sé què fer, la mare està malalta i jo encara sóc a la feina",
        "avui no vindré, estic molt cansada i tinc feina, parlem demà",
        "nem tudom mit csináljak, anya beteg és én még a munkahelyen vagyok",
        "ma nem jövök, nagyon fáradt vagyok, majd holnap beszélünk",
        "en tiedä mitä mä teen, äiti on kipeä ja oon vielä töissä",
        "en tuu tänään, oon tosi väsynyt, jutellaan huomenna",
    ],
)
def test_a_language_without_phrases_is_none_that_has_some(text: str) -> None:
    assert language_of(pl.Series([text])) is None


@pytest.mark.parametrize(("language", "text"), [("ja", "今日は学校"), ("ja", "神社に行く"), ("zh", "去操场跑步")])
def test_a_character_within_another_word_is_no_tone(language: str, text: str) -> None:
    assert max(tones(pl.Series([text]), language).row(0)) < 0.1
