"""Georgian words on which the truth of a sentence turns."""

from __future__ import annotations

from assistant.judge.tongues.tongue import Tongue, any_of, listed, units, values

GEORGIAN = Tongue(
    no=any_of(r"""არ\w* ვერ\w* ნუ"""),
    nay=any_of(r"""უარ\w*"""),
    hedge=any_of(r"""შეიძლება შესაძლოა ალბათ თუ უნდა სურს გეგმავ\w+"""),
    reported=any_of(r"""ცნობით ინფორმაციით იტყობინება"""),
    condition=any_of(r"""თუ შემთხვევაში"""),
    cause=any_of(r"""რადგან იმიტომ გამო რადგანაც წყალობით"""),
    light=listed(
        """ამ არის ასევე აღნიშნა განაცხადა და ერთი ეს თქვა თქმით იმ ის იყო იყოს მათი მისი რომ უნდა შესახებ ჩვენი"""
    ),
    numerals=values(
        """ორი=2 სამი=3 ოთხი=4 ხუთი=5 ექვსი=6 შვიდი=7 რვა=8 ცხრა=9 ათი=10 ოცი=20 ოცდაათი=30 ორმოცი=40 ორმოცდაათი=50
        ასი=100 ათასი=1000 მილიონი=1000000 მილიარდი=1000000000 ნახევარი=0.5 მესამედი=0.3333"""
    ),
    units=units(
        percent="პროცენტ",
        dollar="დოლარ",
        euro="ევრო",
        lari="ლარ",
        day="დღ",
        week="კვირ",
        month="თვ",
        year="წელ წლ",
        century="საუკუნ",
        hour="საათ",
        kilometre="კილომეტრ კმ",
        metre="მეტრ",
        tonne="ტონ",
        hectare="ჰექტარ",
    ),
    relative=("გუშინ", "დღეს", "ხვალ"),
    opposed=(
        (r"პირველ\w*|დასაწყის\w*|დაიწყ\w*", r"ბოლო\w*|დასასრულ\w*|უკანასკნელ\w*"),
        (r"მეტ\w*", r"ნაკლებ\w*"),
    ),
)
