from __future__ import annotations

import polars as pl
import pytest

from unlike.text import TOPICS, topics


def told(text: str, language: str = "en") -> set[str]:
    found = topics(pl.Series([text]), language).row(0, named=True)
    return {name for name, there in found.items() if there}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im sick again, staying in bed", {"health"}),
        ("didn’t sleep at all last night", {"sleep"}),
        ("my parents are getting divorced", {"family"}),
        ("my boss moved the deadline again", {"work"}),
        ("my exam is tomorrow", {"study"}),
        ("cant pay the rent", {"money"}),
        ("surrounded by boxes", {"moving"}),
        ("my flight got delayed", {"travel"}),
        ("the funeral is on monday", {"grief"}),
        ("you never listen to me", {"quarrel"}),
        ("sorry I snapped at you", {"apology"}),
        ("you forgot our anniversary", {"disappointment"}),
        ("my best friend got dumped", {"friends"}),
        ("see you at eight", set()),
    ],
)
def test_each_topic(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", ["not sick, promise", "no fever anymore", "I never had surgery"])
def test_negation_undoes_a_phrase(text: str) -> None:
    assert told(text) == set()


def test_negation_ends_with_its_clause_and_belongs_to_firm_phrases() -> None:
    assert told("no, im sick") == {"health"}
    assert told("cant sleep") == {"sleep"}


@pytest.mark.parametrize(
    "text",
    ["sick beat", "that works for me", "money heist tonight", "my phone died", "dying of laughter", "time flies"],
)
def test_sayings_tell_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("broke my arm", "health"),
        ("throat's killing me", "health"),
        ("my back is killing me", "health"),
        ("rent is killing me", "money"),
        ("broke the ankle, broke my leg as well", "health"),
    ],
)
def test_a_saying_that_is_part_of_a_phrase_takes_nothing_back(text: str, topic: str) -> None:
    assert topic in told(text)


def test_a_saying_that_is_as_long_as_the_phrase_or_reaches_beyond_it_takes_it_back() -> None:
    assert told("broke the vase") == set()
    assert told("what a headache of a form") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my boss is in hospital", set()),
        ("his mum is in hospital", set()),
        ("the neighbour's dog has a fever", set()),
        ("my mum is in hospital", {"health", "family"}),
        ("emma is in hospital", {"friends"}),
        ("im in hospital", {"health"}),
        ("my boss is away and im in hospital", {"health"}),
    ],
)
def test_who_is_spoken_of(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in the last episode she gets fired", "en"),
        ("in the sequel they lose the house to the bank", "en"),
        ("im Spiel hat die Bank das Haus gepfändet, Oma stirbt im dritten Kapitel", "de"),
        ("w ostatnim odcinku ją zwalniają, a matka umiera", "pl"),
        ("dans le film sa mère est à l'hôpital", "fr"),
        ("这集女主得了癌症，哭死我了", "zh"),
        ("in de film ligt z'n moeder in het ziekenhuis", "nl"),
        ("nella nuova puntata il padre si ammala e la madre viene licenziata", "it"),
        ("в последней серии её увольняют, а бабушка умирает", "ru"),
        ("dizide kadın kocasını terk etti, babası da ölüyor", "tr"),
    ],
)
def test_films_and_books_tell_nothing(text: str, language: str) -> None:
    assert told(text, language) == set()


def test_whoever_watches_a_film_may_tell_of_themselves() -> None:
    assert told("im in hospital, watching the new episode") == {"health"}


def test_a_death_is_grief_alone() -> None:
    assert told("my grandma died of a heart attack") == {"grief"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "lieg mit Fieber im Bett", {"health"}),
        ("de", "nicht krank, nur faul", set()),
        ("de", "mein Chef ist krank", set()),
        ("de", "ich lach mich tot", set()),
        ("es", "tengo fiebre otra vez", {"health"}),
        ("es", "no estoy enferma", set()),
        ("es", "mi jefe tiene gripe", set()),
        ("es", "me muero de risa", set()),
        ("fr", "j’ai de la fièvre", {"health"}),
        ("fr", "je suis pas malade", set()),
        ("fr", "mon boss a la grippe", set()),
        ("fr", "mort de rire", set()),
        ("pt", "tô com febre de novo", {"health"}),
        ("pt", "não tô doente", set()),
        ("pt", "meu chefe tá com gripe", set()),
        ("pt", "morri de rir", set()),
        ("zh", "发烧39度，躺床上", {"health"}),
        ("zh", "發燒39度，躺床上", {"health"}),
        ("zh", "没发烧，就是懒", set()),
        ("zh", "我同事住院了", set()),
        ("zh", "我妈住院了", {"health", "family"}),
        ("zh", "小美失恋了，我在陪她", {"friends"}),
        ("zh", "你从来不听我说话", {"quarrel"}),
        ("zh", "你又放我鸽子", {"disappointment"}),
        ("zh", "早日康复", set()),
        ("zh", "笑死我了", set()),
        ("zh", "我的钱包得了重感冒", set()),
        ("ja", "熱が39度もある", {"health"}),
        ("ja", "お母さんが入院した", {"health", "family"}),
        ("ja", "熱は下がったよ", set()),
        ("ja", "上司が風邪", set()),
        ("ja", "彼のお母さん、風邪みたい", set()),
        ("ja", "上司に怒鳴られて眠れない", {"work", "sleep"}),
        ("ja", "ねむれへん", {"sleep"}),
        ("ja", "ﾊﾟｿｺﾝから打ってる、スマホ水没した", {"device"}),
        ("ja", "試験がんばって！", set()),
        ("ja", "笑い死ぬ", set()),
        ("ja", "会いたくなった", set()),
        ("ja", "もう会いたくない", {"quarrel"}),
        ("nl", "lig met 39 koorts op de bank", {"health"}),
        ("nl", "geen koorts meer hoor", set()),
        ("nl", "m'n baas heeft griep", set()),
        ("nl", "m’n broertje heeft z’n arm gebroken", {"health", "family"}),
        ("nl", "ik lach me kapot", set()),
        ("nl", "kan niet slapen", {"sleep"}),
        ("nl", "sorry dat ik zo laat ben", set()),
        ("nl", "gebuisd voor statistiek", {"study"}),
        ("it", "ho la febbre da ieri", {"health"}),
        ("it", "non sono malata, solo pigra", set()),
        ("it", "il mio capo ha l'influenza", set()),
        ("it", "muoio dal ridere", set()),
        ("it", "la nonna è in ospedale", {"health", "family"}),
        ("it", "la prof di mia cugina è malata", set()),
        ("it", "hai dimenticato il nostro anniversario", {"disappointment"}),
        ("it", "in bocca al lupo per l’esame", set()),
        ("it", "non riesco a dormire", {"sleep"}),
        ("ru", "лежу с температурой 39", {"health"}),
        ("ru", "Мама в реанимации", {"health", "family"}),
        ("ru", "я не заболела, просто лень", set()),
        ("ru", "температуры уже нет", set()),
        ("ru", "у начальника грипп", set()),
        ("ru", "брат моей парикмахерши в больнице", set()),
        ("ru", "умираю со смеху", set()),
        ("ru", "Опять не спал всю ночь", {"sleep"}),
        ("ru", "ты меня вообще не слышишь", {"quarrel"}),
        ("ru", "подруга попала в больницу", {"friends"}),
        ("tr", "ateşim çıktı yine, yataktayım", {"health"}),
        ("tr", "atesim var kanka", {"health"}),
        ("tr", "hasta değilim, sadece üşendim", set()),
        ("tr", "patronum grip olmuş", set()),
        ("tr", "elif'in annesi hastaneye kaldırılmış", set()),
        ("tr", "annem hastanede", {"health", "family"}),
        ("tr", "gülmekten öldüm", set()),
        ("tr", "işten çıktım eve geliyorum", set()),
        ("tr", "işten çıkarıldım", {"work"}),
        ("tr", "işten çıkarılmadım merak etme", set()),
        ("tr", "babam öldü", {"grief"}),
        ("tr", "ablam öğretmen oldu", set()),
        ("pl", "mam gorączkę, leżę od wczoraj", {"health"}),
        ("pl", "mam goraczke, leze od wczoraj", {"health"}),
        ("pl", "nie jestem chora", set()),
        ("pl", "moja szefowa ma grypę", set()),
        ("pl", "umieram ze śmiechu", set()),
        ("pl", "babcia jest w szpitalu", {"health", "family"}),
        ("pl", "dług nas zjada", {"money"}),
        ("pl", "to był długi dzień", set()),
    ],
)
def test_each_language(language: str, text: str, expected: set[str]) -> None:
    assert told(text, language) == expected


def test_rows_stay_in_order_and_nulls_tell_nothing() -> None:
    texts = pl.Series(["im sick", None, "", "my exam is tomorrow", "😂"])
    found = topics(texts, "en")
    assert found.columns == list(TOPICS)
    assert set(found.dtypes) == {pl.Boolean}
    assert found["health"].to_list() == [True, False, False, False, False]
    assert found["study"].to_list() == [False, False, False, True, False]
    assert topics(texts.clear(), "en").height == 0


def test_the_same_twice() -> None:
    texts = pl.Series(["im sick", "my flight got delayed", "ok"] * 50)
    assert topics(texts, "en").equals(topics(texts, "en"))


@pytest.mark.parametrize(
    ("language", "long_ago", "today"),
    [
        ("en", "when I was nine I had my tonsils out", "I had my tonsils out this morning"),
        ("en", "some day I'll move to the sea", "I'm moving to the sea on Friday"),
        ("de", "als kind hatte ich jeden winter fieber", "ich hab fieber, schon wieder"),
        ("es", "de niña me rompí el brazo", "me rompí el brazo"),
        ("fr", "à l'époque je travaillais de nuit", "j'ai 39 de fièvre"),
        ("ja", "子どもの頃よく熱を出してた", "今日は熱を出してる、熱があるの"),
        ("nl", "toen ik negen was brak ik mijn arm, lag ik in het gips", "ik zit met mijn arm in het gips"),
        ("nl", "ooit ga ik verhuizen naar zee", "we gaan morgen verhuizen"),
        ("tr", "küçükken kolumu kırmıştım", "kolumu kırdım"),
        ("pl", "na studiach wszystkie egzaminy oblewałam", "oblałam egzamin"),
        ("pt", "na faculdade eu dormia quatro horas por noite", "essa noite dormi quatro horas"),
        ("zh", "小时候我老发烧", "我又发烧了"),
        ("it", "da piccola avevo sempre la febbre", "ho di nuovo la febbre"),
        ("ru", "в детстве я болела ангиной каждую зиму", "опять ангина, лежу"),
        ("ru", "когда-нибудь мы переедем к морю", "в субботу переезжаем"),
    ],
)
def test_what_is_long_ago_tells_nothing_of_today(language: str, long_ago: str, today: str) -> None:
    told = topics(pl.Series([long_ago, today]), language).select(pl.any_horizontal(pl.all())).to_series().to_list()
    assert told == [False, True]


def test_a_death_of_long_ago_is_told_today() -> None:
    assert topics(pl.Series(["three years ago grandpa died"]), "en")["grief"].to_list() == [True]


def test_a_phrase_in_the_name_of_somebody_is_theirs() -> None:
    texts = pl.Series(["my dentist's sister is getting married", "I have to see the dentist, the tooth hurts"])
    assert topics(texts, "en")["health"].to_list() == [False, True]


@pytest.mark.parametrize(
    ("text", "topic"),
    [("我头特别疼", "health"), ("最近特别累，睡不好", "sleep"), ("番茄炒蛋，我发烧了吃不下", "health")],
)
def test_a_character_within_another_word_negates_nothing(text: str, topic: str) -> None:
    assert topics(pl.Series([text]), "zh")[topic].to_list() == [True]


@pytest.mark.parametrize("text", ["别生病", "别感冒了", "千万别熬夜"])
def test_a_wish_tells_nothing(text: str) -> None:
    assert not any(topics(pl.Series([text]), "zh").row(0))


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "back at uni, exam on monday and I know nothing", "study"),
        ("en", "remember that I have surgery on friday", "health"),
        ("en", "I used to sleep fine but I lie awake every night", "sleep"),
        ("en", "some day off work, I have a fever", "health"),
        ("de", "bin in der schule umgekippt und im krankenhaus", "health"),
        ("de", "im studium läuft nichts, durch die prüfung gefallen", "study"),
        ("de", "irgendwann werd ich wahnsinnig, die migräne hört nicht auf", "health"),
        ("es", "me desmayé en la uni y estoy en urgencias", "health"),
        ("es", "ojalá se me pase la fiebre", "health"),
        ("es", "me pregunto si tengo fiebre", "health"),
        ("es", "te acuerdas que me operan el lunes", "health"),
        ("es", "en el nuevo trabajo me han despedido", "work"),
        ("fr", "je suis tombé au lycée, j'ai le bras cassé", "health"),
        ("fr", "mon fils a 7 ans et il est à l'hôpital", "health"),
        ("fr", "j'ai un examen à la fac et je sais rien", "study"),
        ("fr", "tu te rappelles que je me fais opérer lundi", "health"),
        ("pt", "passei mal na faculdade, tô no hospital", "health"),
        ("pt", "minha filha com 5 anos tá no hospital", "health"),
        ("pt", "lembra que tenho cirurgia na sexta", "health"),
        ("nl", "moest vroeger naar huis, ik heb koorts", "health"),
        ("nl", "ik ben gezakt voor m'n examen op de middelbare", "study"),
        ("nl", "zit op de middelbare en heb koorts", "health"),
        ("pl", "zemdlałam na studiach i jestem w szpitalu", "health"),
        ("pl", "pamiętasz że mam operację w piątek", "health"),
        ("tr", "kiramı ödeyemiyorum, 2000 lira borcum var", "money"),
        ("it", "ti ricordi che ho la visita dal cardiologo", "health"),
        ("it", "a 60 anni mi hanno licenziata", "work"),
        ("ru", "помнишь, у меня операция в пятницу", "health"),
        ("zh", "头疼得厉害，以前没这样过", "health"),
        ("ja", "熱40度で死ぬかと思った", "health"),
    ],
)
def test_words_of_a_school_or_of_another_time_take_nothing_of_today_back(language: str, text: str, topic: str) -> None:
    assert topics(pl.Series([text]), language)[topic].to_list() == [True]


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("zh", "看完电影回来发烧了", "health"),
        ("zh", "追剧追到三点没睡", "sleep"),
        ("zh", "可怕的头疼", "health"),
        ("zh", "今天好累，剧也不想看，头疼", "health"),
        ("ja", "映画の後に熱が出た", "health"),
        ("ja", "ドラマ見てたら腹痛くなった", "health"),
        ("ja", "映画行けない、熱が39度ある", "health"),
        ("ja", "本読んでたら頭痛くなった", "health"),
        ("tr", "filmden sonra ateşim çıktı", "health"),
        ("pl", "po filmie dostałam gorączki", "health"),
        ("pl", "nie idę na film, mam gorączkę", "health"),
        ("ru", "после фильма поднялась температура", "health"),
        ("ru", "в кино не пойду, температура 39", "health"),
        ("it", "dopo il film mi è venuta la febbre", "health"),
        ("it", "niente film, febbre a 39", "health"),
        ("nl", "na de film kreeg ik koorts", "health"),
        ("nl", "geen film vanavond, 39 koorts", "health"),
        ("en", "no movie tonight, fever of 39", "health"),
        ("en", "can't do the film tonight, throwing up", "health"),
        ("de", "film fällt aus, 39 fieber", "health"),
        ("de", "serie muss warten, liege mit grippe im bett", "health"),
        ("es", "nada de peli hoy, 39 de fiebre", "health"),
        ("fr", "pas de film ce soir, 39 de fièvre", "health"),
        ("pt", "sem filme hoje, 39 de febre", "health"),
    ],
)
def test_what_keeps_the_writer_from_a_film_or_comes_after_it_is_theirs(language: str, text: str, topic: str) -> None:
    assert topics(pl.Series([text]), language)[topic].to_list() == [True]


@pytest.mark.parametrize(
    ("language", "reason", "beside", "topic"),
    [
        ("en", "i'm in hospital", "good luck with your talk tomorrow, it will go well", "health"),
        ("en", "lost my job", "the cake was great and the kids say thanks for the lovely day", "work"),
        ("de", "bin pleite", "der kuchen war super und danke nochmal für den schönen tag", "money"),
        ("es", "estoy en urgencias", "la tarta estaba muy rica, gracias por todo", "health"),
        ("fr", "je suis à l'hôpital", "le gâteau était super, merci pour la belle journée", "health"),
        ("pt", "tô no hospital", "o bolo tava ótimo, obrigada pelo dia lindo", "health"),
    ],
)
def test_what_else_a_message_says_does_not_hide_a_reason(language: str, reason: str, beside: str, topic: str) -> None:
    assert topic in told(reason, language)
    assert topic in told(f"{beside}. {reason}", language)
    assert topic in told(f"{reason}. {beside}", language)
    assert told(beside, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("es", "el lunes me operan de la rodilla", "health"),
        ("es", "creo que me estoy poniendo mala", "health"),
        ("es", "se me ha hinchado la cara", "health"),
        ("es", "me desperté mil veces", "sleep"),
        ("es", "no concilio el sueño", "sleep"),
        ("es", "me quedé sin laburo", "work"),
        ("es", "no me renuevan", "work"),
        ("es", "no doy abasto", "work"),
        ("es", "me salió fatal el examen", "study"),
        ("es", "no llego con el temario", "study"),
        ("es", "mi madre no está bien", "family"),
        ("es", "hubo quilombo en casa", "family"),
        ("es", "no me queda un duro", "money"),
        ("es", "todavía no cobré", "money"),
        ("es", "he perdido a mi mejor amigo", "grief"),
        ("es", "paso de ti", "quarrel"),
        ("es", "no me fío de ti", "quarrel"),
        ("es", "se me cayó el celu al agua", "device"),
        ("es", "se fue todo a la mierda", "disappointment"),
        ("es", "tengo media casa en cajas", "moving"),
        ("es", "llevamos seis horas de coche", "travel"),
        ("es", "he discutido con mi mejor amiga", "friends"),
        ("fr", "on m'est rentré dedans ce matin", "health"),
        ("fr", "j'arrive plus à sortir du lit", "health"),
        ("fr", "je pique du nez", "sleep"),
        ("fr", "jarrive pas a dormir", "sleep"),
        ("fr", "j'ai posé ma dém", "work"),
        ("fr", "j'enchaîne les réunions", "work"),
        ("fr", "j'ai pas validé mon semestre", "study"),
        ("fr", "je me suis embrouillée avec mon père", "family"),
        ("fr", "on a dû placer mamie", "family"),
        ("fr", "j'arrive pas à payer mon loyer", "money"),
        ("fr", "j'ai pas les moyens", "money"),
        ("fr", "on enterre mamie jeudi", "grief"),
        ("fr", "pour qui tu te prends", "quarrel"),
        ("fr", "mes mots ont dépassé ma pensée", "apology"),
        ("fr", "j'ai pété mon écran", "device"),
        ("fr", "encore un refus", "disappointment"),
        ("fr", "j'ai rendu les clés", "moving"),
        ("fr", "on est dans les bouchons depuis 2h", "travel"),
        ("fr", "on m'a pas invitée", "friends"),
        ("pt", "minha garganta tá fechada", "health"),
        ("pt", "bateram no meu carro", "health"),
        ("pt", "perdi o sono", "sleep"),
        ("pt", "tão mandando gente embora", "work"),
        ("pt", "não passei no vestibular", "study"),
        ("pt", "aqui em casa tá um inferno", "family"),
        ("pt", "não tenho como pagar o aluguel", "money"),
        ("pt", "meu amigo se matou", "grief"),
        ("pt", "não confio mais em você", "quarrel"),
        ("pt", "falei sem pensar", "apology"),
        ("pt", "acabaram meus dados", "device"),
        ("pt", "fui recusada", "disappointment"),
        ("pt", "vamos morar juntos", "moving"),
        ("pt", "cancelaram meu voo", "travel"),
        ("pt", "a ana não para de chorar", "friends"),
    ],
)
def test_what_is_said_in_everyday_words_tells_its_topic(language: str, text: str, topic: str) -> None:
    assert topic in told(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "él tiene fiebre"),
        ("es", "me voy a la calle a dar una vuelta"),
        ("es", "tengo un sueño que cumplir"),
        ("es", "me dieron la baja del gimnasio"),
        ("es", "me han quedado tres croquetas"),
        ("es", "me han cobrado 3 euros por un café"),
        ("es", "el profe me ha dicho que no hay clase"),
        ("es", "mi jefe me ha invitado a su boda"),
        ("es", "se me cayó el café encima"),
        ("es", "recogiendo la habitación de los niños"),
        ("es", "mañana rindo cuentas"),
        ("es", "mi hermano está fatal de la cabeza jaja"),
        ("fr", "t'as changé de tel ?"),
        ("fr", "on s'embrouille jamais nous deux"),
        ("fr", "t'as pris quelqu'un d'autre dans ta voiture ?"),
        ("fr", "la boîte ferme à 5h on y va ?"),
        ("fr", "laisse tomber c'est pas grave"),
        ("fr", "t'as abusé sur le piment haha"),
        ("fr", "ça capte pas, je sors sur le balcon"),
        ("fr", "je suis explosée de rire"),
        ("fr", "on part plus tard finalement"),
        ("fr", "je commence lundi le yoga"),
        ("fr", "elle est plus là la boulangerie"),
        ("fr", "j'ai pris des pâtes et du riz"),
        ("pt", "levei um bolo pra festa"),
        ("pt", "passei no mercado e comprei leite"),
        ("pt", "caiu a colher no chão"),
        ("pt", "tirei 3 fotos"),
        ("pt", "cancelaram a reunião, oba"),
        ("pt", "meu chefe me chamou pro churrasco"),
        ("pt", "não rolou o cinema mas fomos na praça"),
        ("pt", "a ana vai embora amanhã cedo"),
        ("pt", "que grosseria daquele garçom"),
        ("pt", "ninguém foi de carro"),
    ],
)
def test_everyday_talk_of_the_same_words_tells_nothing(language: str, text: str) -> None:
    assert told(text, language) == set()
