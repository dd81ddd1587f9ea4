"""Georgian: „...“, - განაცხადა ზახაროვამ. No capitals; the subject of a past verb of saying ends in -მა or -მ."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Rules, stems, words

VOWELS = "აეიოუ"


def citation(word: str) -> str:
    """The nominative: ორმელმა is ორმელი, ზახაროვამ is ზახაროვა."""
    if word.endswith("მა") and len(word) > 4 and word[-3] not in VOWELS:
        return word[:-2] + "ი"
    if word.endswith("მ") and len(word) > 3 and word[-2] in VOWELS:
        return word[:-1]
    return word


GEORGIAN = Rules(
    code="ka",
    order="verb-subject",
    capitals=False,
    verbs=words(
        r"""განაცხადა აცხადებს განაცხადეს თქვა ამბობს ამბობენ თქვეს უთხრა აღნიშნა აღნიშნავს დასძინა დაამატა
        უპასუხა პასუხობს ხაზგასმით განმარტა განმარტავს დაწერა წერს ჰკითხა ჰკითხეს იკითხა მიიჩნევს ამტკიცებს
        შეახსენა გააფრთხილა დააზუსტა აღუთქვა გაუსვა_ხაზი ისაუბრა ნათქვამია აღნიშნულია"""
    ),
    offices=words(
        r"""პრეზიდენტ\w* პრემიერ-მინისტრ\w* პრემიერ\w* მინისტრ\w* სპიკერ\w* ელჩ\w* მდივან\w* მრჩეველ\w*
        წარმომადგენელ\w* თავმჯდომარე\w* ხელმძღვანელ\w* დიპლომატ\w* გენერალ\w* უფროს\w* მინისტრის_მოადგილე\w*
        გუბერნატორ\w* დირექტორ\w* სამინისტრო\w* პროკურორ\w*"""
    ),
    trades=words(
        r"""ექსპერტ\w* ანალიტიკოს\w* ჟურნალისტ\w* ისტორიკოს\w* ეკონომისტ\w* ადვოკატ\w* დეპუტატ\w* ფერმერ\w*
        მასწავლებელ\w* ლიდერ\w* მერ(?:ი|მა) მოსახლე\w* აქტივისტ\w* პროფესორ\w* მწერალ\w* ექიმ\w*"""
    ),
    past=words(r"ყოფილ\w+ ექს-\w+"),
    drops_subject=True,
    oblique=re.compile(r".*(?:თან|ის|ს|თვის|ში|ზე|გან)$"),
    passive=words(r"ნათქვამია აღნიშნულია"),
    pronouns=frozenset(("მან", "ის", "იგი")),
    stops=frozenset("და რომ თუ როცა მაგრამ ამის შესახებ შემდეგ ასევე ის მან კი ხოლო ამ იმ".split()),
    nations=stems(
        RU="რუსეთ მოსკოვ რუს",
        US="აშშ",
        AM="სომხეთ",
        AZ="აზერბაიჯან",
        GE="საქართველო ქართულ",
        TR="თურქეთ",
        IR="ირან",
    ),
    citation=citation,
)
