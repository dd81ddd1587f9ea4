"""Azerbaijani words on which the truth of a sentence turns."""

from __future__ import annotations

from assistant.judge.tongues.tongue import Tongue, any_of, listed, units, values

AZERBAIJANI = Tongue(
    no=any_of(
        r"""deyil\w* yox\w* heç
        \w{2,}(?:maz|məz|mır|mir|mur|mür|madı|mədi|mayacaq|məyəcək|mamış|məmiş|mayıb|məyib)\w*"""
    ),
    nay=any_of(r"""inkar rədd imtina"""),
    hedge=any_of(r"""bəlkə ola_bilər bilər əgər ehtimal istəyir\w* planlaşdır\w*"""),
    reported=any_of(r"""görə bildirilir məlumat\w* xəbər\w*"""),
    condition=any_of(r"""əgər \w+(?:arsa|ərsə|sa|sə) halda"""),
    cause=any_of(r"""çünki görə səbəbindən sayəsində"""),
    light=listed(
        """amma bildirdi bildirib bir bu da daha dedi deyib də edib görə ilə isə ki kimi o qeyd və çox üçün ən"""
    ),
    numerals=values(
        """iki=2 üç=3 dörd=4 beş=5 altı=6 yeddi=7 səkkiz=8 doqquz=9 on=10 iyirmi=20 otuz=30 qırx=40 əlli=50 altmış=60
        yetmiş=70 səksən=80 doxsan=90 yüz=100 min=1000 milyon=1000000 milyard=1000000000 yarım=0.5 yarısı=0.5"""
    ),
    units=units(
        percent="faiz",
        dollar="dollar",
        euro="avro",
        manat="manat",
        day="gün",
        week="həftə",
        month="ay",
        year="il",
        century="əsr",
        hour="saat",
        kilometre="kilometr km",
        metre="metr",
        tonne="ton",
        hectare="hektar",
    ),
    relative=("dünən", "bu gün|bugün", "sabah"),
    opposed=(
        (r"ilk|birinci|başla\w*|əvvəl\w*", r"son|sonu\w*|axır\w*"),
        (r"daha çox|çox|art(?:ır|dı)\w*", r"daha az|az|azal\w+"),
    ),
)
