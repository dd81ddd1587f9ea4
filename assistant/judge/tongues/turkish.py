"""Turkish words on which the truth of a sentence turns."""

from __future__ import annotations

from assistant.judge.tongues.tongue import Tongue, any_of, listed, units, values

TURKISH = Tongue(
    no=any_of(
        r"""değil\w* yok\w* hiç\w* asla ne
        \w{2,}(?:maz|mez|mıyor|miyor|muyor|müyor|madı|medi|mayacak|meyecek|mamış|memiş|madık|medik|mayan|meyen|mayacağ|meyeceğ|madığ|mediğ|mamal|memel)\w*
        \w{2,}s[ıiuü]z\w*"""
    ),
    nay=any_of(r"""reddet\w* yalanla\w*"""),
    hedge=any_of(
        r"""belki olabilir \w+(?:abilir|ebilir)\w* eğer \w+(?:ırsa|irse|arsa|erse) muhtemelen istiyor\w* umuyor\w*
        planl\w+ öner\w+"""
    ),
    reported=any_of(r"""göre bildirildi bildirdi aktardı haberine iddia\w*"""),
    condition=any_of(r"""eğer \w+(?:ırsa|irse|ursa|ürse|arsa|erse) takdirde"""),
    cause=any_of(r"""çünkü zira için nedeniyle dolayı sayesinde yüzünden"""),
    light=listed(
        """ama ancak artık açıkladı belirtti bir bu bunu bunun da daha de dedi değil diye eden ekledi en etti gibi göre
        hem ifade ile ise için kaydetti kendi ki mi mı ne o olan olarak olduğu olduğunu onun sonra söyledi var ve
        veya vurguladı ya yok çok önce şu"""
    ),
    numerals=values(
        """iki=2 üç=3 dört=4 beş=5 altı=6 yedi=7 sekiz=8 dokuz=9 on=10 yirmi=20 otuz=30 kırk=40 elli=50 altmış=60
        yetmiş=70 seksen=80 doksan=90 yüz=100 bin=1000 milyon=1000000 milyar=1000000000 yarım=0.5 yarısı=0.5
        çeyrek=0.25"""
    ),
    units=units(
        percent="yüzde",
        dollar="dolar",
        euro="euro avro",
        lira="lira",
        day="gün",
        week="hafta",
        month="ay",
        year="yıl",
        century="yüzyıl",
        hour="saat",
        kilometre="kilometre km",
        metre="metre",
        tonne="ton",
        hectare="hektar",
    ),
    relative=("dün", "bugün", "yarın"),
    opposed=(
        (r"ilk|birinci|baş(?:ı|la)\w*", r"son|sonu\w*|biti\w*"),
        (r"daha çok|daha fazla|fazla|art(?:ır|tı|ıyor)\w*", r"daha az|az|azal\w+"),
    ),
)
