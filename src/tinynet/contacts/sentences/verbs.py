"""English verbs of contact: meetings, talks, letters, and their tenses.

A verb is here by what it means, in the forms people use; the rules of `together` and
`happened` ask about these classes and never about a single word.
"""

from __future__ import annotations

from tinynet.contacts.sentences.text import words_of

SUBJECTS = words_of("i we he she they")
MINE = words_of("me us mine ours")  # the writer, as an object
MY = words_of("my our")
I_AM = words_of("i'm i've i'd i'll we're we've we'd we'll")
THEY_ARE = words_of("he's she's he'd she'd they're they've they'd he'll she'll they'll it's")
AUXILIARIES = words_of(
    "am is are was were be been being has have had do does did get got done will would can could "
    "shall should may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't "
    "didn't won't wouldn't can't cannot couldn't shouldn't mustn't ain't isnt arent wasnt werent "
    "hasnt havent hadnt dont doesnt didnt wont wouldnt cant couldnt shouldnt"
)
NOT = words_of(
    "not never neither nor nobody hardly barely isn't aren't wasn't weren't hasn't haven't "
    "hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't ain't isnt arent "
    "wasnt werent hasnt havent hadnt dont doesnt didnt wont wouldnt couldnt shouldnt"
)
_IRREGULAR = words_of(
    "ate beat became began bent bit blew bought broke brought built burst came caught chose clung "
    "crept cut dealt did drank drew drove dug fed fell felt fought found flew forgave forgot froze "
    "gave got went grew had heard held hid hit hung hurt kept knew laid lay led leant learnt left "
    "lent let lit lost made meant met overheard paid put quit ran rang read rode rose said sang "
    "sat saw sent set shook shot shown shut slept sold sought spent spoke spilt split stole stood "
    "struck stuck swam swore took taken taught told thought threw tore understood upset was were "
    "woke won wore wrote dreamt burnt beaten driven given eaten drunk woken chosen stolen ridden "
    "bitten hidden fallen forgotten grown known thrown worn torn sworn frozen broken begun been "
    "seen gone done spoken written sunk sank shone babysat arose awoke bred dwelt fled flung "
    "knelt leapt overcame overslept overtook rebuilt retold rewrote shrank slid slung smelt snuck "
    "spat sped spelt spoilt sprang spun stank stung strode strung swept swung outran rung "
    "catsat dogsat wept withdrew wound wrung mistook undid"
)
_NO_PAST = words_of(
    "bed red shed need hundred speed wed weed feed seed indeed embed exceed proceed succeed breed "
    "bleed greed reed sacred naked ted fred ned med tired"
)
_ADVERBS = words_of(
    "just also then finally briefly kindly only really actually both all never ever even still "
    "already almost nearly always usually often sometimes rarely normally once twice again "
    "eventually quickly suddenly recently literally simply later afterwards"
)

# What the writer did, and to whom: the name follows at once, or behind a small word.
MEETING = words_of(
    "met saw seen visited joined hosted entertained fetched collected accompanied escorted dined "
    "babysat spotted caught found interviewed married hugged kissed cuddled embraced greeted "
    "welcomed beat beaten thrashed defeated trounced hammered whipped outran raced helped assisted "
    "taught tutored coached trained drove driven walked flew took taken picked dropped brought "
    "ferried rowed rode put nursed fed treated comforted consoled held shook high-fived "
    "photographed painted massaged cornered cheered tickled woke showed patched ambushed surprised "
    "wined accosted dragged led lent rescued collared waved stopped"
)
SPEAKING = words_of(
    "called phoned rang rung ringed telephoned dialled facetimed skyped zoomed texted txted "
    "messaged msged emailed e-mailed mailed wrote written whatsapped dmed pinged video-called "
    "voice-noted told asked thanked congratulated updated informed interrogated quizzed warned "
    "begged advised reassured persuaded convinced teased roasted scolded answered consulted "
    "contacted briefed debriefed confronted grilled lectured serenaded toasted sent gave given "
    "handed forwarded wished offered paged reminded encouraged nagged promised introduced "
    "counselled tackled"
)
FEEDING = words_of("bought got made cooked fixed stood")  # with something to eat or drink
TO_THEM = words_of(
    "poured spilled swore clung demonstrated presented pitched reported spoke spoken talked "
    "chatted nattered yakked gabbed rambled said wrote written apologised apologized explained "
    "replied responded listened sang read waved nodded confessed complained introduced sent gave "
    "given handed showed took brought returned lent passed delivered lied ranted vented moaned "
    "whispered shouted yelled proposed reached sat stood dropped back talk chat natter moan rant "
    "owned admitted opened bragged posted forwarded mentioned suggested offered sold submitted "
    "announced through went ran walked came"
)
ONTO = words_of(
    "ran bumped crashed stumbled walked barged banged cried wept sobbed leaned leant called "
    "dropped checked popped looked sprang jumped fell slept"
)
NEXT_TO = words_of(
    "sat seated stood walked danced ran slept worked knelt placed squashed squeezed wedged stuck"
)
FOR_THEM = words_of(
    "cooked babysat catsat dogsat interpreted translated performed danced sang read"
)
FROM_THEM = words_of(
    "got received had heard borrowed collected bought took learned learnt learnt accepted opened "
    "scrounged nicked won bagged fetched"
)
MEALS = words_of(
    "tea dinner lunch supper brunch breakfast coffee drinks cake drink beer cuppa pint curry "
    "roast bbq barbecue pizza chat game weekend night"
)
MESSAGES = words_of(
    "call text letter email e-mail mail message messages texts emails letters postcard card visit "
    "note parcel package present gift voicenote voice-note dm whatsapp msg lift hug kiss reply "
    "answer invitation invite flowers photo photos picture pictures video snap selfie meme gif "
    "link ride memo news line cuddle hugs kisses help "
    "advice lesson facetime ring bell tour demo haircut "
    "massage"
)
BODY = words_of(
    "hand hands shoulder shoulders arm arms hair voice lap neck cheek foot feet back face nails "
    "knee ankle eyebrows tooth temperature blood"
)
PASSIVE = words_of("was were got been had")

# What they did that needs no object to reach the writer, with the small words it may have.
ARRIVING = {
    "came": words_of("over round around by along"),
    "popped": words_of("in by round over around"),
    "nipped": words_of("in by round over"),
    "dropped": words_of("in by round over"),
    "stopped": words_of("by in over round"),
    "swung": words_of("by round"),
    "called": words_of("round in back again by"),
    "stayed": words_of("over"),
    "slept": words_of("over round"),
    "crashed": words_of("at on here"),
    "visited": frozenset[str](),
    "rang": words_of("back again up"),
    "phoned": words_of("back again up"),
    "telephoned": words_of("back"),
    "facetimed": words_of("back"),
    "skyped": words_of("back"),
    "texted": words_of("back again"),
    "messaged": words_of("back again"),
    "emailed": words_of("back again"),
    "wrote": words_of("back again"),
    "replied": frozenset[str](),
    "answered": frozenset[str](),
    "responded": frozenset[str](),
    "made": words_of("it"),
    "turned": words_of("up"),
    "showed": words_of("up"),
    "tagged": words_of("along"),
    "was": words_of("over round here"),
    "were": words_of("over round here"),
}
MUST_HAVE = words_of(
    "came popped nipped dropped stopped swung stayed slept crashed made turned showed "
    "tagged was were"
)
CALLING = words_of(
    "called rang phoned telephoned texted messaged emailed wrote replied answered responded"
)
OBJECTLESS = words_of(
    "in for from about on at to with because when after before while and this last yesterday today "
    "tonight earlier back again round over by along up too as well says said saying asking again "
    "out late early unexpectedly unannounced briefly twice once until till home just together "
    "afterwards later first finally so but then who all into during out here there now last down"
)
# Their deeds that name the writer and yet were not a contact, or stood the writer up.
AWAY = words_of(
    "blanked snubbed inspired raised owes owe owed wants want wanted reminds reminded remind "
    "loves hates likes misses missed needs ignored ignores ghosted blocked unfriended unfollowed "
    "avoided avoids forgot forgets stood blew bailed flaked ditched cancelled canceled worries "
    "worried annoys inspires knows thinks says might hopes wished wishes expects left inherited "
    "deserves bugs scares intimidates makes outlived thought hoped believes trusts resents envies "
    "envied voted dumped kept will would should lets invites invited suggested meant planned "
    "intends offered promised tagged followed friended liked mentioned named recommended "
    "nominated postponed rescheduled dreamt dreamed"
)
# What they may do to the writer, beside all of the above: "let me", "insisted on paying for us".
DONE_TO_ME = words_of(
    "hit broke nipped dashed rushed ran travelled let made had came did insisted kept pulled "
    "pushed carried covered paid fixed mended repaired cleaned lost watched found whispered tried "
    "smiled winked grabbed poked scared spooked sold cut knocked nudged punched cornered followed "
    "spilled kicked threw caught pestered bored bothered entertained distracted interrupted "
    "overtook passed played cast read left stayed waited moved squeezed rubbed patted slipped bet "
    "challenged joked lectured prepared baked grilled roasted served poured filmed recorded drew "
    "knitted painted sewed altered measured examined checked diagnosed treated operated talked "
    "persuaded accompanied confided reached lied swore set worked has have been gone reminded"
)
# What people do together: "we talked", "he and I sat".
TOGETHER = words_of(
    "talked chatted nattered gossiped met had went sat ate drank watched played danced walked "
    "laughed cried celebrated planned agreed argued spent ended got made cooked hugged did shared "
    "drove swam ran stayed sang listened said looked tried bought discussed swapped put saw "
    "giggled hiked cycled skied caught hung wandered strolled took split sorted fixed built baked "
    "lunched dined brunched texted messaged emailed facetimed skyped zoomed called spoke visited "
    "raced camped drew painted practised practiced read worked studied won lost beat finished "
    "solved reminisced toasted clinked cracked stood waited came set bumped rode climbed kayaked "
    "sailed surfed fished fought fell picked shopped decided compared exchanged tasted flew "
    "travelled toured explored started opened left queued rehearsed jammed sunbathed moved "
    "enjoyed managed attended grabbed patched parted kissed tidied cleaned dug planted finally "
    "lay rented hired video-called skated bowled golfed lifted trained knitted gardened ordered "
    "volunteered marched protested prayed meditated demolished devoured polished shot"
)
HISTORIC = words_of(
    "talk chat crack end meet laugh sit go have drink eat walk watch start stay"
)  # a tale told in the present: "we end up watching films"
PEOPLE = words_of(
    "lad lads kid kids boy boys girl girls family parents mum mom mother father dad brother "
    "sister husband wife partner boyfriend girlfriend landlord landlady boss colleague friend "
    "friends son daughter neighbour neighbor neighbors uncle aunt nan gran grandma grandad granny "
    "cousin nephew niece ex fiance fiancee baby babies newborn bub toddler child children twins "
    "triplets secretary assistant dog cat dogs cats puppies kitten kittens pup puppy house-mate "
    "flatmate flatmates housemate team crew lot folks people in-laws relatives teacher doctor "
    "nurse lawyer agent mate mates bloke guy man woman lady agency manager roommate"
)
HE = words_of("he him his he's he'd")
SHE = words_of("she her hers she's she'd")
WOMEN = words_of(
    "mum mom mother sister wife daughter girlfriend girl aunt gran nan grandma granny niece "
    "fiancee landlady"
)
MEN = words_of(
    "dad father brother husband son boyfriend boy uncle grandad grandpa nephew fiance landlord"
)
OTHERS = PEOPLE | words_of(
    "everyone everybody someone somebody nobody anyone he she they his her their who mum mom dad "
    "people whoever another"
)


# Small words that stand around names and deeds.
ASIDE = frozenset({"when", "clock", "long", "where", "tag", "said"})
BEFORE_NAMES = words_of(
    "my our the friend friends both old dear lovely good just mate pal neighbour also her his all "
    "poor little big darling and everyone lot gang a brilliant gorgeous marvellous"
)
FILLERS = words_of(
    "and the a an with at in on to for of by me i we us quick long nice lovely great good short "
    "brief big then also both just only our my proper early late little fun cheeky boozy "
    "impromptu first second another"
)
PREPOSITIONS = words_of(
    "with to from about of at for on in by into off like than without against behind after before "
    "near past through over under except beside opposite regarding re via vs versus"
)
OBJECTS = words_of("him her them")
GOING = words_of(
    "went came drove walked flew popped travelled traveled cycled got managed ran nipped dashed "
    "rushed headed stopped hopped stayed met took dropped called biked trekked jumped"
)
GOOD = words_of("good nice lovely great fun wonderful brilliant fab amazing so sweet fantastic")
TO_DO = words_of(
    "see visit meet help collect fetch pick join hear catch hug have congratulate greet cheer "
    "watch say tell thank comfort drive take call ring phone text email walk rescue put feed"
)


def is_past(word: str) -> bool:
    """Whether a word has the form of a past tense: walked, met."""
    return word in _IRREGULAR or (
        word.endswith("ed") and len(word) > 3 and word not in _NO_PAST
    )  # fmt: skip


def is_verb(word: str) -> bool:
    """Whether a word is a verb for sure: a past tense, an auxiliary, I'm."""
    return word in AUXILIARIES or word in I_AM or word in THEY_ARE or is_past(word)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between who did it and what they did."""
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4)
