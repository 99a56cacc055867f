"""Words that are right as typed, though a course may not use them: repairing one would twist it."""

from functools import cache

ENGLISH = frozenset(
    """
a abandon able abort about above abstract academic accent accept access accident accompany according
account accumulate accurate achieve acknowledge acquire across act action active actual actually
adapt add address adequate adjust administrate adult advantage advice advocate affect afford afraid
africa african after afternoon again against age aggregate ago agree ahead aid aim air airline
airport aisle alarm album alive all allergy allocate allow almost alone along already alright also
alter alternative although always am amazing ambiguous ambulance amend america american among amount
an ancient and anger angry animal annual another answer ant anticipate anxiety any anybody anyone
anything anyway apart apartment apparent appeal appear append apple application apply appreciate
approach appropriate approximate april arbitrary architect architecture are area argue arise arm
army around arrange arrest arrive art article as asia asian aside ask asleep aspect assemble assess
assign assist assume assure asthma at attach attack attempt attention attitude attorney attractive
attribute august aunt australia author authority automate autumn available average avoid awake award
aware away baby back backpack bad bag baggage bake bakery balance ball band bandage bank bar barbara
base baseball basic basically basis basket basketball bath battery bay be beach bean bear beat
beautiful beauty became because become bed bee beef been beer before began begin behalf behave
behind being belief believe bell belong below belt bend benefit berlin beside besides best bet
better between beyond bias bicycle big bike bill bird birth birthday bit bitcoin bite black blame
blanket blind block blood blow blue board boarding boat bob body boil bond bone bonus book booking
border bored born borrow boss boston bot both bottle bottom bought boutique bowl box boy boyfriend
bracelet brain brake branch brave brazil bread break breakfast breath breathe brick bride bridge
brief briefly bright bring britain british broad broadly broken brother brought brown brush budget
build building built bulk bullet bumper bunch burden burger burn bus business busy but butcher
butter butterfly button buy by cab cabin cable cake calendar california call calm calorie came
camera camp campus can canada canadian cancel cancer candle cannot cap capable capacity capital car
card care career careful carpet carry case cash cat catch category cater cause cease cell celsius
cent center central century cereal certain chain chair challenge champion chance change channel
chapter character characteristic charge charger charles chart chat cheap cheaper check cheese chef
cherry chest chicago chicken child children china chinese chip chocolate choice choose choosing
chore chose christmas church circle circumstance cite citizen city civil claim clarify class classic
clause clean clear clearance clearly clever client climb clinic clock close cloth clothes cloud
cloudy club clutch coach coal coast coat code coffee coherent coin coincide cold collapse colleague
collect college color colour column comb combine come comedy comfort commence comment commission
commit commodity common communicate community commute company comparable compare compared comparison
compatible compensate compile complain complement complete complex complicated component compound
comprehensive comprise compute computer conceive concentrate concept concern concerned concert
conclude concurrent condition condo conduct confer confine confirm conflict conform connect cons
consent consequent consider considerable considered consist consistency consistent consistently
constant constitute constrain construct consult consume contact contemporary content context
continent continue contract contradict contrary contrast contribute control controversy convene
convenience convenient converse convert convince cook cookie cool cooperate coordinate copper copy
core corn corner corporate correct correctly correspond cost cottage cotton couch cough could
counselor count country couple coupon courage course court cousin cover cow coworker crash crazy
cream create credit cricket crime criteria cross crowd crucial cry culture cup curious currency
current currently curry curtain curve customer cut cycle cycling dad daily damage dan dance danger
dark data date daughter david day dead deal dear death debate debit debt decade december decent
decide decision decline deduce deep deeply deer defend define definite definition degree delay
delete deliver demand democracy demonstrate denial denote dentist deny department depend deposit
depress depression depth derive describe desert design desire desk despite destroy detail detect
determine develop deviate device devote diabetes diamond did die diet difference different
differentiate differently difficult difficulty dig digit dimension diminish dinner direct direction
dirty disadvantage disappear discount discover discrete discriminate discuss disease dish displace
display dispose distance distinct distort distribute diverse divide dividend divorce do doctor
document does dog dollar dolphin domain domestic dominate done door dorm dose double doubt down
downside draft drama draw drawback dream dress drink drive driver drop drought drug drum dry duck
due duration during dust duty dynamic each ear earlier early earn earring earth earthquake ease
easily east easter eastern easy eat economy edge edit effect effective effectively efficiency
efficient effort egg eight either elect election electric element elephant eleven eliminate
elizabeth else email embassy emerge emergency emphasis empire empirical employ employment empty
enable encounter encourage end enemy energy enforce engage engine engineer england english enhance
enjoy enormous enough ensure enter entire entirely entity environment equal equally equate equip
equivalent erode error escape especially essay essential essentially establish estate estimate ethic
euro europe european evaluate even evening event eventual ever every everybody everyone everything
evident evolve exact exactly exam example exceed excellent except exchange excite exclude excuse
exercise exhibit exist exit expand expect expected expensive expert explain explicit exploit explore
expose express external extra extract extremely eye face facilitate fact factor fahrenheit fail fair
fairly fall false familiar family famous far farm fashion fast faster fat father fault favor
favorite favour fear feature february federal fee feed feel feet fell felt female fever few fiance
fiction field fifteen fifty fight figure file fill film filter final finally finance find fine
finger finish finite fire firm first fish fit fits five fix flag flash flat flavor flexible flight
float flood floor florida florist flow flower flu fluctuate fly focus fold follow food fool foot
football for force forecast foreign forest forever forget forgive form former formula forth
forthcoming forty forward found foundation four fox frame framework france free freedom freeze
french frequent frequently fresh friday fridge friend frog from front fruit fry full fully fun
function fund fundamental funny fur furniture further furthermore future gain game garage garden gas
gate gather gave gear gender general generally generate generation gentle george german germany get
giant gift girl girlfriend give given glad glass global globe go goal goat god gold golden golf gone
good got government governor grab grade grand grandfather grandma grandmother grandpa grant grass
gray great greatly green grill grocery groom ground group grow guarantee guess guide guideline
guitar gun guy gym habit had hair half hall halloween hand handle hang happen happening happy hard
hat hate have he head headache headlight headphone heal health healthy hear heart heat heavily heavy
height held hello help helpful hence her here hero herself hi hide hierarchy high highlight highway
hike hill him himself hire his history hit hobby hockey hold hole holiday home homework honest hope
hopefully horse hospital hot hotel hour house how however huge hugely human humid hundred hungry
hunt hurricane hurry hurt husband hypothesis i ice idea ideal identical identify ideology if
ignorant ill illustrate imagine immediate immediately immigrate impact implement implicate implicit
imply importance important impose impossible improve improvement in incentive inch incidence incline
include income incorporate increase increasingly indeed independent independently india indian
indicate individual indoor induce inevitable infection infer info information infrastructure
ingredient inherent inhibit initial initiate injure innovate input inside insight insomnia inspect
instance instantly instead institute instruct insurance integral integrate integrity intelligence
intend intense interact interest intermediate internal international interpret interval intervene
interview into intrinsic introduce invent invest investigate invite invoice involve iron is island
isolate isolated issue issues it italian italy item its itself jacket jail james january japan
japanese jennifer jessica jewelry jim job joe john join joke joseph journal journey joy judge juice
july jump june jury just justify karen keep keeping kept key keyboard kick kid kill kilogram
kilometer kind kindergarten kinds king kingdom kiss kitchen knee knew knife knock know known label
labor lack ladder lady lake lamp land landlord language laptop large largely last late later latter
laugh law lawyer lay layer lazy lead leading leaf league learn lease least leather leave lecture led
left leg legal legislate lemon lend length lens less lesson let letter level levy liberal library
license lie life lift light lightning lightweight like likely limit limitation linda line link lion
lip lipstick liquid list listen liter literature little live living lizard loan local locate
location lock loft log logic london lonely long look lose loss lost lot loud love low lower luck
lucky luggage lunch machine mad made magic mail main mainly maintain major majority make makeup male
mall man manage manager manipulate mansion manual many map marathon march margin mark market
marriage married marry mary mass master match material math matter mattress mature maximise maximize
maximum may maybe mayor me meal mean meaning meaningful meant measure meat mechanic mechanism medal
mediate medical medicine medium meet meeting melt member memory men mental mention menu merely merge
mess message met metal meter method mexican mexico michael middle midnight might migraine migrate
mike mile mileage military milk million mind mine minimal minimise minimize minimum minister
ministry minor minute mirror miss mistake mix mobile mode model modern modify moment monday money
monitor monkey month mood moon more moreover morning mortgage most mostly mother motion motive
motorcycle mountain mouse mouth move movie much mud multiple multiply murder muscle museum music
must mutual my myself mystery name namely narrow nation national native natural nature nausea near
nearly neat necessarily necessary neck necklace need negate negative neighbor neither nephew nervous
net neutral never nevertheless new newer news next nice niece night nine no nobody noise none
nonetheless noodle noon nor normal north nose not note nothing notice notion notwithstanding novel
november now nowadays nuclear number nurse obesity object objective obtain obvious occasionally
occupy occur ocean october odd of off offer office officer offset often oil okay old older olympic
omelet on once one ongoing onion only onto open opinion opportunity opposed opposite option or
orange order ordinary orient original other otherwise ought our out outage outcome outdoor output
outside oven over overall overlap overseas overview owe own owner pack page paid pain paint pair
palace pale pan pancake panel paper paradigm paragraph parallel parameter parent paris park part
participate particular particularly partly partner party pass passenger passive passport past pasta
path patient patricia pattern paul pause pay paycheck payment peace pen pencil pension people pepper
per perceive percent perfect perform perfume perhaps period permit persist person perspective peso
pet peter pharmacy phase phenomenon philosophy phone photo phrase physical piano pick picture pie
piece pig pile pill pillow pilot pin pink pipe pizza place plan plane planet plant plastic plate
platinum play player playlist please pleasure plenty plus pocket poem point police policy polite
political pool poor popular population pork portfolio portion pose position positive possibility
possible post pot potato potential pound pour power practical practically practice practitioner
precede precise predict predominant prefer preferred preliminary prepare prescription presence
present president press pressure presume pretty prevent previous previously price pride primarily
primary prime prince principal principle print printer prior priority prison private prize probably
problem proceed process produce product professional profit program progress prohibit project
promise promote promotion proof proper properly proportion pros prospect protect protection protein
protocol proud prove provide psychologist psychology public publication publish pull pump punish
pupil purchase pure purple purpose pursue push put puzzle qualitative quality quantity quarter queen
question quick quickly quiet quit quite quote rabbit race radical radio rain raise ran random range
rare rarely rat rate rather ratio rational raw razor reach react read readily ready real really
reason reasonable recall receipt receive recent recently recipe recognize recommend record recover
red reduce refer referee refine refund refuse regard regarding regardless regime region register
regret regular regulate reinforce reject relate related relation relationship relatively relax
release relevance relevant reliability reliable relieve religion reluctance rely remain remember
remind reminder remote remove rent rental repair repeat replace reply report represent republic
request require rescue research reservation reserve reset reside resign resolve resource respect
respectively respond responsibility responsible rest restaurant restore restrain restrict result
resume retain retire retirement return reveal revenue revert review revise revolution reward rice
rich richard riddle ride right rigid ring rise risk river road roast rob robert robot rock role roll
rome roof room roommate root rope rough round route row royal ruin rule run running rush russia
russian sad safe safety said sail salad salary sale salt sam same sand sandwich sarah sat saturday
sauce save saw say scale scared scenario schedule scheme scholarship school science scope score
scream screen sea seamless seamlessly search season seat second secret section sector secure see
seed seek seem seen select selfie sell semester senator send sense sentence separate separately
september sequence series serious seriously serve service set settle seven several shake shall shame
shampoo shape share shark sharp she sheep sheet shelf sheriff shift shine ship shirt shock shoe
shoot shop shopping shore short shot should shoulder shout show shower shrimp shut sibling sick side
sign signal significance significant significantly silence silver similar similarity simple
simplicity simplify simply simulate since sing singer single sink sister sit site situation six size
skill skin skirt sky sleep slept slide slightly slip slow slower small smaller smart smell smile
smoke smooth snack snake snow so soap soccer social society sock sofa soft soil sold soldier sole
solid solution solve some somebody someone something sometimes somewhat son song soon sore sorry
sort soul sound soup sour source south space spain spanish speak speaker speaking special specific
specifically specify speech speed spell spend spent sphere spider spoke spoon sport spot spring
sprint square stable stadium staff stage stair stamp stand star start state statement station
statistic statue status stay steak steal steam steel steep step steps stick still stock stolen
stomach stone stood stop store storm story straight straightforward strange strategy street strength
stress stretch strike stripe strong stronger strongly structure struggle student study stuff stupid
style subject submit subordinate subsequent subsidy substantial substitute subway succeed success
successor such sudden suffer sufficient sugar suggest suit suitable suite sum summary summer sun
sunday sunny supermarket supplement supplier supply support suppose sure surely surface surgery
surprise survey survive susan sushi suspend sustain sweet swim swimming switch symbol symptom system
table tablet taco tail take talent talk tall target task taste taught tax taxi tea teach teacher
team tear technique technology teenager teeth television tell temperature temporary ten tenant tend
tennis tension tent term terminate terrible test texas text than thank thanksgiving that the theater
their them theme themselves then theory therapy there thereby therefore these thesis they thick
thief thin thing think third thirsty thirteen thirty this thomas thorough thoroughly those though
thought thousand thread three threw throat through throughout throw thumb thunder thursday thus
ticket tidy tie tiger tight till time timer tin tiny tip tire title to toast today toddler toe
together toilet tokyo told tom tomato tomorrow tongue tonight too took tool tooth toothbrush
toothpaste top topic total totally touch tour toward towel town toy trace track trade tradition
traffic trail train transfer transform transit translate transmit transport trap travel treadmill
treat tree trend trial trick tricky trigger trip trivia trouble truck true truly trumpet trust truth
try tuesday tuition tunnel turn twelve twenty twice two type typical typically uber ubiquitous ugly
ultimate umbrella unable uncle under undergo underlie understand undertake uniform unify unique unit
universe university unknown unless unlike until up upon upper upset urgent us usage use used useful
user usual usually utilise utility utilize vacation vaccine valid valley value van variety various
vary vast vegetable vehicle vendor venture version versus very via victory video view village
violate violin virus visa visible visit visual vitamin voice volume voluntary vote waffle wage wait
wake walk wall wallet want war warm warn warranty was wash washington waste watch water wave way we
weak weakness weaknesses wealth wear weather web wedding wednesday week weekend weigh weight welcome
welfare well went were west wet whale what whatever wheel when where whereas whereby wherever
whether which while white who whole whom whose why wide widespread wife wild wildfire will william
willing win wind window windshield wine wing winner winter wire wise wish with within without woke
wolf woman women won wonder wood wool word wore work world worm worry worse worst worth worthwhile
would wound wrap write wrong wrote yard year yellow yen yes yesterday yet yoga york you young your
yourself youth zero zone zoom
""".split()
)
"""Everyday English, in base forms."""

TECHNICAL = frozenset(
    """
agile ajax algorithm ansible apache api apk app applet apt arch arm array asm async auth aws azure
backend backup bash binary bios bit bitcoin blob bool boot branch browser bsd buffer bug build byte
cache cargo cdn centos cgroup cgroups cgroupv2 chef chmod chroot chrome ci cisco class cli client
cloud cluster cmd cmake commit compile compiler compose conda config console const container cookie
core cors cpp cpu crontab cron cross crud css csv cuda curl daemon dart database dead debian debug
deb debugger deploy desktop dev devops dhcp diff dll dns django docs domain dom dpkg driver dump elf
email emulator encrypt enum env epoch esx esxi eval exe excel exec expo export fedora fetch ffmpeg
file firefox firewall flask float flutter font for fork format framework frontend ftp function gcc
gcp gdb gem git github gitlab gnu golang google gpu gradle grafana graph graphql grep grpc gui guid
gzip hack hadoop hash haskell heap helm heroku hibernate hook host html http https hub ide iframe
image import index inode insert install int integer intel interface internet intranet ios ip ipad
iphone ipsec ipv4 ipv6 iso jar java javascript jenkins jest jira job jquery json junit jupyter jvm
kafka kernel keyword kotlin kubectl kubernetes kvm lambda lan laptop laravel latency latex ldap lib
library linux list lisp load localhost log loop lru lua lxc lxd mac macos makefile malware markdown
matlab maven memory merge meta metadata micro microsoft mips mobile mock module mongo mongodb mount
mutex mysql namespace nas nat netflix network nginx node nodejs nomad nosql npm null numpy oauth
object oci offline online openshift openstack openvz oracle orm os osx overlay package packer pandas
parallels parse parser password patch path pdf perl php pid pip pipe pixel plugin png pnpm pod
podman pointer pool port portal postfix postgres postgresql powershell prod prometheus promise
protocol proxy pull pulumi puppet push pytest python qemu query queue quicksort ram raid react redis
redux regex registry remote repo repository rest restart reverse rkt roku root route router rpc rpm
rsa ruby runc runtime rust saas sandbox sass scala schema scp script scroll sdk selenium semaphore
server service session sftp shard shell singularity slack smtp snap snapshot socket solaris spark
sql sqlite ssd ssh ssl stack static stdin stdout storage stream string struct subnet sudo swagger
swap swarm swift switch symlink syntax syslog systemd tag tar tcp telnet template tensor tensorflow
terminal terraform test thread tls token toml tomcat traefik transaction travis tree trigger tty
typescript ubuntu udp unicode unix update upgrade upload uri url usb user utf uuid vagrant variable
vector vim virtual virtualbox virus visual vlan vmware volume vpc vpn vps vue wasm web webhook
webpack webserver wget wifi wiki windows wsl wsl2 xcode xen xml yaml yarn yum zfs zip zsh
""".split()
)
"""Names and terms of computing; a course about something else is not harmed by leaving them."""

FUNCTION = frozenset(
    """
a about actually also am an and any are as at basically be been being both but by can could did do
does doing each even ever exactly for from get gets getting give gives go goes going got had has
have he hello her hi his how i if im in into is it its just kind know knows let like lot made make
makes may me might mine more most much must my need needs no not of ok okay on one ones only or our
please really s say shall she should simply so some sort still such t take takes tell than thanks
that the their them then there these they thing things think this those to too us use used uses
using versus very vs want wants was way we were what when where whether which while who whom whose
why will with would you your
""".split()
)
"""Words that say nothing of what a question is about."""

_ENDINGS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ly", ""),
            ("r", ""), ("er", ""), ("ies", "y"), ("ied", "y"),
            ("st", ""), ("est", ""))  # fmt: skip


def is_common(word: str) -> bool:
    """Whether a word, or its base form, is everyday English or a term of computing."""
    return any(one in ENGLISH or one in TECHNICAL for one in _bases(word))


def is_everyday(word: str) -> bool:
    """Whether a word tells nothing of the subject: everyday English, or much like it."""
    if word in TECHNICAL:
        return word in ENGLISH
    return not ENGLISH.isdisjoint(_bases(word)) or any(
        word[:length] in _beginnings()
        for length in range(max(5, -(-3 * len(word) // 5)), len(word))
    )


def _bases(word: str) -> set[str]:
    """The word, and what it may be a form of."""
    found = {word}
    for ending, to in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3:
            found.add(base + to)
            if base[-1] == base[-2]:
                found.add(base[:-1])
    return found


@cache
def _beginnings() -> frozenset[str]:
    """How everyday words of five letters and more begin."""
    return frozenset(word[:length] for word in ENGLISH for length in range(5, len(word) + 1))
