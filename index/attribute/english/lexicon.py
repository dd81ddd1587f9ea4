"""English words that mark attributions: reporting verbs and nouns, offices, titles, pronouns."""

from __future__ import annotations

# Lemmas of verbs that take what was said as their content.
REPORTING = frozenset(
    """accuse acknowledge add admit advise affirm allege announce answer argue ask assert assure begin boast
    call caution charge claim comment complain concede conclude confirm contend continue counter criticize
    declare decry demand deny describe dismiss emphasise emphasize exclaim explain express insist interject
    interrupt joke lament maintain mention mock note observe opine pledge point post praise predict proclaim
    promise propose protest quip quote read reaffirm recall recount reiterate reject remark repeat reply report
    respond retort reveal say shout signal slam speak state stress suggest summarize tell testify thank think
    thunder tweet underline underscore urge voice vow warn whisper wonder write yell""".split()
)
# Their forms that stand next to a name in headlines and after quotations; for text the parser got wrong.
REPORTING_FORMS = (
    "said|says|told|tells|added|adds|asked|asks|explained|explains|continued|continues|replied|replies|noted|notes|"
    "argued|argues|tweeted|tweets|wrote|writes|declared|declares|insisted|insists|recalled|recalls|responded|responds|"
    "joked|quipped|concluded|concludes|stated|states|remarked|announced|announces|claimed|claims|warned|warns|"
    "stressed|stresses|emphasized|emphasised|emphasizes|underlined|underscored|pointed out|reiterated|lamented"
)
# Nouns whose possessor or author is a source: "Trump's claim", "the ministry's statement".
SAYINGS = frozenset(
    """accusation admission answer appeal argument assertion belief boast call chant claim comment complaint
    contention criticism declaration denial description insistence interview joke letter line mantra message
    motto note observation phrase plea pledge post prediction promise proposal question quote refrain remark
    reply report request response slogan speech statement suggestion tweet view vow warning word""".split()
)
DOCUMENTS = frozenset(
    "agreement article bill communique document editorial email indictment joint_statement law letter memo message "
    "note petition post readout release report resolution ruling statement study survey treaty tweet".split()
)
# Other works and papers that are quoted as such: "the book", "the complaint".
WORKS = frozenset(
    """ad advertisement advisory affidavit book brief brochure bulletin caption clip column commercial commutation
    complaint decree description documentary essay filing headline judgment lawsuit leaflet magazine manifesto manual
    motion newsletter notice op-ed order pamphlet passage petition piece placard plaque poem poster review script
    sign slogan song story subpoena suit summary text transcript video warrant website""".split()
)
# People in the plural that have no plural form.
GROUPS = frozenset("police staff personnel crew".split())
# Those who are quoted for a body, under no name: "a spokesperson for the company".
VOICES = frozenset("spokesman spokeswoman spokesperson representative".split())

MALE_TITLES = frozenset(("mr", "sir", "lord", "king", "prince"))
FEMALE_TITLES = frozenset(("mrs", "ms", "miss", "lady", "madam", "queen", "princess", "dame"))
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """dr prof sen sens rep reps gov gen lt col sgt maj capt cmdr adm amb judge justice rev pastor father
        bishop archbishop patriarch imam sheikh pope president senator congressman congresswoman governor
        secretary mayor attorney professor doctor general colonel major captain admiral lieutenant ambassador
        representative minister chancellor premier speaker prime foreign defense defence deputy vice first
        former acting interim chairman chairwoman chair candidate nominee director republican democrat
        democratic spokesman spokeswoman spokesperson commissioner envoy chief head""".split()
    )
)

MALE_ROLES = frozenset(
    "spokesman congressman chairman actor husband father son brother man businessman councilman king prince".split()
)
FEMALE_ROLES = frozenset(
    """spokeswoman congresswoman chairwoman actress wife mother daughter sister woman businesswoman councilwoman
    queen princess""".split()
)
# Offices that speak for a state or a body when its name stands with them.
OFFICES = frozenset(
    """president premier minister spokesman spokeswoman spokesperson chancellor ambassador envoy secretary
    governor adviser advisor chief head leader official diplomat representative commissioner director chairman
    chairwoman chair chairperson speaker deputy general commander king queen prince emir sultan consul attaché
    attache prosecutor ombudsman negotiator rapporteur undersecretary admiral colonel major captain lieutenant
    marshal coordinator mayor parliamentarian delegate aide president-elect vice-president premier-designate
    executive ceo manager founder co-founder head commandant inspector pm fm""".split()
)
# Roles of people who speak for nobody but themselves, whatever country they are of.
PRIVATE_ROLES = frozenset(
    """analyst expert journalist reporter editor columnist author writer historian professor scholar researcher
    scientist economist lawyer attorney activist dissident singer actor actress artist farmer resident villager
    student teacher businessman businesswoman investor entrepreneur politician candidate nominee lawmaker
    legislator senator congressman congresswoman mp citizen refugee veteran soldier worker doctor surgeon
    physician nurse driver pensioner shopkeeper survivor witness mother father son daughter wife husband brother
    sister widow priest pastor bishop archbishop rabbi imam coach player athlete commentator observer pundit
    blogger strategist democrat republican governor mogul billionaire developer trader merchant engineer
    mechanic fisherman shepherd guide victim protester demonstrator campaigner volunteer host anchor
    correspondent moderator comedian rapper filmmaker tycoon magnate star councilman councilwoman sheriff judge
    justice rapper owner baker goalkeeper striker midfielder defender winger""".split()
)
ROLES = OFFICES | PRIVATE_ROLES | MALE_ROLES | FEMALE_ROLES
# Those who are quoted for what they are where the article keeps their names: "a source close to the talks".
PEOPLE = ROLES | frozenset(
    """source insider person individual girl boy friend ally colleague acquaintance confidant relative neighbor
    neighbour member staffer employee operative organizer organiser planner donor fundraiser supporter opponent critic
    detractor voter constituent backer fan user commenter poster attendee participant passenger caller viewer heckler
    bystander onlooker passer-by spectator tourist migrant immigrant detainee inmate prisoner hostage recruit fighter
    militant commander policeman policewoman officer agent investigator detective firefighter paramedic pilot sailor
    specialist consultant pollster lobbyist negotiator mediator insurgent rebel separatist settler monk nun cleric
    theologian physicist chemist biologist psychologist sociologist meteorologist seismologist epidemiologist
    philosopher demographer translator interpreter librarian clerk cashier waiter waitress chef builder miner
    carpenter electrician welder plumber farmhand gardener receptionist dealer broker banker accountant auditor
    supplier buyer seller customer client patient parent grandfather grandmother uncle aunt cousin nephew niece
    teenager pensioner graduate alumnus principal teacher dean lecturer""".split()
)
PAST = frozenset("former ex ex- ousted late retired onetime one-time erstwhile exiled outgoing-".split())
# Bodies that speak as one: heads of noun phrases.
BODIES = frozenset(
    """ministry government presidency parliament army military administration office department embassy
    consulate committee council commission cabinet kremlin secretariat delegation mission party agency bureau
    service bank court campaign union alliance company corporation organization organisation group police
    prosecutor command headquarters inspectorate directorate tribunal regulator operator observatory centre
    center club league newspaper federation association authority board chamber foundation institute staff
    ministry navy assembly senate congress spokesoffice guard force forces border statement communique""".split()
)

PRONOUNS = frozenset(
    """he she they it i we who one you him her his others some them himself herself themselves us me whom""".split()
)
HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
NO_SOURCES = frozenset("that which what this these those there".split())
