"""Characters that are common in a language, by which a text from before UTF-8 tells its encoding."""

from __future__ import annotations

from typing import Final

CYRILLIC: Final = frozenset("оеаинтсрвлкмдпуыьязгі")
RARE_CYRILLIC: Final = frozenset("ъщшэфцйюж")
GREEK: Final = frozenset("αοιετσνηυρπκμλςάίέήόω")
HEBREW: Final = frozenset("יוהלאתרבשמנדח")
ARABIC: Final = frozenset("اليمونرتبةعدسهكأ؟")
THAI: Final = frozenset("านรอกเงมยลวดทค่้ีิัไ")
CHINESE: Final = frozenset(
    "的一是不了在人有我他这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着著下自之年过過"
    "发發后後作里裡用道行所然家种事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进好小部其些主样樣理心她"
    "本前开開但因只从從想实實吗嗎吧呢啊哦喔嗯哈呵吃饭飯晚早点點明今回给給谢謝再见見等到家门門路班车車电電话話爱愛睡觉覺"
    "快慢又很真太最跟和把被让讓叫问問知道认識识什怎哪谁誰几幾两兩三二十月日号號星期周週末午夜钱錢买買走做工作老师師妈媽爸"
    "，。！？：、（）；“”…～"
)
JAPANESE: Final = frozenset(
    "あいうえおかがきぎくぐけげこごさざしじすせそただちっつてでとどなにのはばひふべほまみむめもやゆよらりるれろわをんょゃゅ"
    "アイウオカキクグコサシスセタチッツテトドナニノハバパフプマムメャュョラリルレロンー、。！？「」（）・～：…"
    "人日今時間行来私何明大出食事見言思前後家会年月分本中気"
)
KOREAN: Final = frozenset(
    "이다는가에고지하나을아어해도의기서니요그안있은한를자사로네게면만거오시내일보여라구수들까으전너우야응왜잘했없었았정말밥먹"
    "집갈가와올늦좀더못때같제저것무뭐봐줘주할될된되인대부생각좋어떻게알았겠습데랑한테님은과원동진영미연오전후월화목금토년"
)

LATIN: Final = {
    "central": (
        frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
        frozenset("áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"),
        frozenset("áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ"),
        frozenset("áéíóöőúüűÁÉÍÓÖŐÚÜŰ"),
        frozenset("čćđšžČĆĐŠŽ"),
        frozenset("ăâîşţĂÂÎŞŢ"),
    ),
    "turkish": (frozenset("çğıöşüâîûÇĞİÖŞÜ"),),
    "baltic": (frozenset("ąčęėįšųūžĄČĘĖĮŠŲŪŽ"), frozenset("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ")),
}
"""Letters beyond ASCII of languages, by what their encodings are for."""

WESTERN_LATIN: Final = tuple(
    map(
        frozenset,
        (
            "äöüßÄÖÜ",
            "àâæçèéêëîïôœùûüÿÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸ",
            "áéíñóúüÁÉÍÑÓÚÜªº",
            "àáâãçéêíóôõúüÀÁÂÃÇÉÊÍÓÔÕÚÜªº",
            "àèéìíîòóùúÀÈÉÌÒÙ",
            "áäèéëïíóöúüÁÄÈÉËÏÍÓÖÚÜ",
            "åäöéÅÄÖÉ",
            "æøåéòôÆØÅÉ",
            "áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ",
            "äöõüšžÄÖÕÜŠŽ",
            "àçéèíïòóúüÀÇÉÈÍÏÒÓÚÜ",
        ),
    )
)
"""Letters beyond ASCII of languages that Western Windows can write."""
