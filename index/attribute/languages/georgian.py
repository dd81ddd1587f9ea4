"""Georgian: „...“, - განაცხადა ზახაროვამ. No capitals; the subject of a past verb of saying ends in -მა or -მ."""

from __future__ import annotations

import re

from index.attribute.languages.rules import Name, Rules, days, stems, words

VOWELS = "აეიოუ"
OBLIQUE = re.compile(r"(?:თან|ის|ს|თვის|ში|ზე|გან|დან|ით|ად|ებს|თა)$")


def last_name(word: str) -> str:
    """The nominative: ორმელმა is ორმელი, ზახაროვამ is ზახაროვა, სირელიძის is სირელიძე, სარვანის is სარვანი."""
    if word.endswith("მა") and len(word) > 4 and word[-3] not in VOWELS:
        return word[:-2] + "ი"
    if word.endswith("მ") and len(word) > 3 and word[-2] in VOWELS:
        return word[:-1]
    if word.endswith("ძის"):
        return word[:-2] + "ე"
    if word.endswith("იის"):
        return word[:-2] + "ა"
    if word.endswith("ის") and len(word) > 4:
        return word[:-1]
    if word.endswith("ს") and len(word) > 3 and word[-2] in VOWELS:
        return word[:-1]
    return word


def name(words: tuple[str, ...], forms: frozenset[str], oblique: bool) -> Name:
    return Name(words=(*words[:-1], last_name(words[-1])), subject=subject(words[-1]))


def subject(word: str) -> bool:
    return not OBLIQUE.search(word)


def in_one_form(role: str, last: str) -> bool:
    """Whether the last name has the case of its role: მინისტრმა ... ორმელმა, მინისტრი ... ორმელი."""
    if re.search(r"(?<!მცხოვრ)ებ(?:ი|მა)$", role) or last_name(last)[-1] not in VOWELS:
        return False
    if re.search(r"მა?$", role):
        return bool(re.search(r"მა?$", last))
    if role[-1] in "იეა":
        return last[-1] in VOWELS
    return role[-1] != "ს" and bool(re.search(r"(?:ის|ს|მა|მ|ი|ძე)$", last))


def place(word: str, forms: frozenset[str]) -> str:
    return last_name(word)


def body(words: tuple[str, ...]) -> str:
    """სამინისტროს and სამინისტრომ are of სამინისტრო, სამინისტროების of სამინისტროები."""
    last = words[-1]
    for ending, nominative in ((r"ებ(?:ის|მა|ში|ს)$", "ები"), (r"ო(?:ს|მ|ში|დან|სთან)$", "ო"), (r"(?:ში|დან)$", "ი")):
        changed = re.sub(ending, nominative, last)
        if changed != last:
            return " ".join([*words[:-1], changed])
    return " ".join([*words[:-1], last_name(last)])


GEORGIAN = Rules(
    code="ka",
    order="verb-subject",
    capitals=False,
    verbs=words(r"""განაცხადა აცხადებს აცხადებენ განაცხადეს განუცხადა თქვა ამბობს ამბობენ თქვეს უთხრა
        აღნიშნა აღნიშნავს აღნიშნეს დასძინა დასძენს დაამატა ამატებს უპასუხა პასუხობს ხაზგასმით განმარტა
        განმარტავს დაწერა წერს ჰკითხა ჰკითხეს იკითხა მიიჩნევს მიაჩნია ამტკიცებს შეახსენა გააფრთხილა დააზუსტა
        აღუთქვა დაჰპირდა გაუსვა ხაზს_უსვამს ისაუბრა ნათქვამია აღნიშნულია წერია ვკითხულობთ აღიარა აღიარებს უწოდა
        უწოდებს შეაფასა აფასებს მოჰყვა ყვება ჩივის წუხს დაადასტურა უარყო დაგმო მოუწოდა მოუწოდებს გააკრიტიკა
        იხსენებს თვლის ფიქრობს დაარწმუნა გააგრძელა იუწყება ციტირებს გამოაცხადა გვითხრა უთხრეს დაასკვნა იხუმრა"""
    ),
    passive=words(r"ნათქვამია აღნიშნულია წერია ვკითხულობთ"),
    relaying=words("ციტირებს"),
    according=words("თქმით განცხადებით აზრით შეფასებით ინფორმაციით მტკიცებით სიტყვებით მონაცემებით"),
    owners=frozenset(("მისი", "მათი", "მისივე")),
    offices=words(r"""პრეზიდენტ\w* პრემიერ-მინისტრ\w* პრემიერ\w* (?:ვიცე-)?მინისტრ\w* სპიკერ\w* ელჩ\w*
        \w*მდივან\w* \w*მდივნ\w* მრჩეველ\w* მრჩევლ\w* წარმომადგენელ\w* წარმომადგენლ\w* თავმჯდომარე\w*
        ხელმძღვანელ\w* დიპლომატ\w* გენერალ\w* უფროს\w* მოადგილე\w* თანაშემწე\w* გუბერნატორ\w* დირექტორ\w*
        პროკურორ\w* მეთაურ\w* კონსულ\w*"""
    ),
    trades=words(r"""ექსპერტ\w* ანალიტიკოს\w* ჟურნალისტ\w* ისტორიკოს\w* ეკონომისტ\w* ადვოკატ\w* დეპუტატ\w*
        ფერმერ\w* მასწავლებელ\w* ლიდერ\w* მერ(?:ი|მა|ის)? მოსახლე\w* აქტივისტ\w* პროფესორ\w* მწერალ\w* ექიმ\w*
        მცხოვრებ\w* მეზობელ\w* მეთევზე\w* მძღოლ\w* სტუდენტ\w* პოლიტოლოგ\w* კორესპონდენტ\w*"""
    ),
    generic=words(r"დიპლომატ\w* მინისტრ(?:ი|მა|ის) სპიკერ(?:ი|მა) პრემიერ\w* პოლიტიკოს\w*"),
    past=words(r"ყოფილ\w+ ექს-\w+"),
    bodies=words(r"""სამინისტრო\w* საელჩო\w* მთავრობა\w* მთავრობი\w+ სამსახურ\w* პარტია\w* პარტიი\w+
        კავშირ\w* პროკურატურ\w* პოლიცია\w* პარლამენტ\w* საბჭო\w* კომიტეტ\w* ბანკ\w* კომპანია\w* უწყება\w*
        უწყები\w+ კომისია\w* ადმინისტრაცია\w* საკონსულო\w* ორგანიზაცია\w* ასოციაცია\w* მერია\w*"""
    ),
    states=words(r"""პრეზიდენტ\w* პრემიერ\w* \w*მინისტრ\w* ელჩ\w* სამინისტრო\w* საელჩო\w* მთავრობ\w*
        პარლამენტ\w* უწყებ\w*"""),
    portfolios=words(r"""საგარეო შინაგან საქმეთა ტრანსპორტის თავდაცვის ფინანსთა ეკონომიკის განათლების ჯანდაცვის
        კულტურის იუსტიციის გარემოს დაცვის ენერგეტიკის სოფლის მეურნეობის რეგიონული განვითარების ყოფილ\w+
        გენერალურ\w+ ვიცე პრეზიდენტის პრემიერის მინისტრის სამინისტროს უწყების მთავრობის ეროვნული უშიშროების
        საბჭოს სპორტის ერთობლივ შრომის დევნილთა მონადირეთა პარლამენტის ცენტრალური ბანკის"""
    ),
    titles=words(r"""წოდებულ\w* გაზეთ\w* ჟურნალ\w* სააგენტო\w* ტელეკომპანია\w* არხ\w* საიტ\w* ფილმ\w* წიგნ\w*
        რომან\w* პროექტ\w* პროგრამა\w* პარტია\w* პარტიის კომპანია\w* კანონ\w* კლუბ\w* პრემია\w* რადიო\w*
        ფესტივალ\w*"""
    ),
    media=words(r"გაზეთ\w* ჟურნალ\w* სააგენტო\w* ტელეკომპანია\w* არხ\w* საიტ\w* რადიო\w*"),
    family=re.compile(r"\w{2,}(?:ძემ|შვილმა|[ია]იამ|ავამ|უამ|ურმა|იანმა)"),
    indefinite=frozenset(("ერთ-ერთი", "ერთ-ერთმა", "ერთი")),
    outlets=words(r"ინტერპრესნიუს\w* იმედ\w* რუსთავი რეიტერ\w* ტასს\w* სპუტნიკ\w* ინტერფაქს\w*"),
    pronouns=frozenset(("მან", "ის", "იგი", "მათ", "ისინი")),
    stops=frozenset("""და რომ თუ როცა მაგრამ ამის შესახებ შემდეგ ასევე ის მან კი ხოლო ამ იმ მისმა მისი მათი ეს
        იგი როგორც მიხედვით გამო დროს რაც რომელიც თავის ასე უკვე""".split()
    ),
    bars=re.compile(r"\w+(?:თან|თვის|ში|ზე|გან|დან|ით|ად)$"),
    drops_subject=True,
    days=days(
        "ორშაბათს", "სამშაბათს", "ოთხშაბათს", "ხუთშაბათს", "პარასკევს", "შაბათს", "კვირას", "დღეს", "გუშინ"
    ),
    not_on=words("ყოველ მომავალ"),
    name=name,
    last_name=last_name,
    place=place,
    body=body,
    subject=subject,
    in_one_form=in_one_form,
    nations=stems(
        RU="რუსეთ მოსკოვ რუს",
        US="აშშ",
        AM="სომხეთ",
        AZ="აზერბაიჯან",
        GE="საქართველო ქართულ",
        TR="თურქეთ",
        IR="ირან",
    ),
)  # fmt: skip
