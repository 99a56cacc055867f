"""Words that are right as typed, though a course may not use them: repairing one would twist it."""

from functools import cache

ENGLISH = frozenset(
    """
a abandon able about above abstract academic accept access accident accompany according account
accumulate accurate achieve acknowledge acquire across act action active actual actually adapt add
address adequate adjust administrate adult advantage advice advocate affect afford afraid after
again against age aggregate ago agree ahead aid aim air alive all allocate allow almost alone along
already also alter alternative although always am amazing ambiguous amend among amount an ancient
and anger angry animal annual another answer anticipate any anybody anyone anything anyway apart
apparent appeal appear append apple apply appreciate approach appropriate approximate arbitrary
architect architecture are area argue arise arm army around arrange arrive art article as aside ask
asleep aspect assemble assess assign assist assume assure at attach attack attempt attention
attitude attractive attribute aunt author authority automate autumn available average avoid awake
award aware away baby back bad bag bake balance ball band bank bar base basic basically basis basket
bath be bean bear beat beautiful beauty became because become bed beef been beer before began begin
behalf behave behind being belief believe bell belong below belt bend benefit beside besides best
bet better between beyond bias bicycle big bike bill bird birth birthday bit bite black blame blind
block blood blow blue board boat body bond bone bonus book border bored born borrow both bottle
bottom bought bowl box boy brain branch brave bread break breakfast breath breathe brick bridge
brief briefly bright bring broad broadly broken brother brought brown brush budget build building
built bulk burn bus business busy but butter button buy by cake calendar call calm calorie came
camera camp can cancel candle cannot cap capable capacity capital car card care career careful carry
case cash cat catch category cater cause cease cell cent center central century certain chain chair
challenge chance change channel chapter character characteristic charge chart cheap cheaper check
cheese chef cherry chest chicken child children chip chocolate choice choose choosing chose church
circle circumstance cite citizen city civil claim clarify class classic clause clean clear clearly
clever climb clock close cloth clothes cloud club coach coal coast coat code coffee coherent coin
coincide cold collapse colleague collect college color colour column comb combine come comedy
comfort commence comment commission commit commodity common communicate community company comparable
compare compared comparison compatible compensate compile complain complement complete complex
complicated component compound comprehensive comprise compute computer conceive concentrate concept
concern concerned conclude concurrent condition conduct confer confine confirm conflict conform
connect cons consent consequent consider considerable considered consist consistency consistent
consistently constant constitute constrain construct consult consume contact contemporary content
context continue contract contradict contrary contrast contribute control controversy convene
convenience convenient converse convert convince cook cookie cool cooperate coordinate copper copy
core corn corner corporate correct correctly correspond cost cotton cough could count country couple
courage course court cousin cover cow crash crazy cream create credit crime criteria cross crowd
crucial cry culture cup curious currency current currently curve customer cut cycle daily damage
dance danger dark data date daughter day dead deal dear death debate debt decade decent decide
decision decline deduce deep deeply deer defend define definite definition degree delay deliver
demand demonstrate denial denote deny department depend depress depth derive describe desert design
desire desk despite destroy detail detect determine develop deviate device devote did die diet
difference different differentiate differently difficult difficulty dig dimension diminish dinner
direct direction dirty disadvantage disappear discover discrete discriminate discuss disease dish
displace display dispose distance distinct distort distribute diverse divide do doctor document does
dog dollar domain domestic dominate done door double doubt down downside draft drama draw drawback
dream dress drink drive driver drop drug dry due duration during dust duty dynamic each ear early
earn earth ease easily east easy eat economy edge edit effect effective effectively efficiency
efficient effort egg eight either elect electric element eliminate else email emerge emphasis
empirical employ empty enable encounter encourage end enemy energy enforce engine engineer english
enhance enjoy enormous enough ensure enter entire entirely entity environment equal equally equate
equip equivalent erode error escape especially essential essentially establish estate estimate ethic
evaluate even evening event eventual ever every everybody everyone everything evident evolve exact
exactly exam example exceed excellent except exchange excite exclude excuse exercise exhibit exist
exit expand expect expected expensive expert explain explicit exploit explore expose express
external extra extract extremely eye face facilitate fact factor fail fair fairly fall false
familiar family famous far farm fast faster fat father fault favor favorite favour fear feature
federal fee feed feel feet fell felt female fever few field fifteen fifty fight figure file fill
film final finally finance find fine finger finish finite fire firm first fish fit fits five fix
flag flash flat flavor flexible flight float floor flow flower fluctuate fly focus fold follow food
fool foot football for force foreign forest forever forget forgive form former formula forth
forthcoming forty forward found foundation four frame framework free freedom freeze frequent
frequently fresh friday friend from front fruit full fully fun function fund fundamental funny fur
furniture further furthermore future gain game garage garden gas gate gather gave gender general
generally generate generation gentle get giant gift girl give glad glass globe go goal god gold gone
good got government grab grade grand grant grass gray great greatly green ground group grow
guarantee guess guide guideline gun guy habit had hair half hall hand handle hang happen happening
happy hard hat hate have he head heal health healthy hear heart heat heavily heavy height held hello
help helpful hence her here hero herself hi hide hierarchy high highlight highway hill him himself
hire his history hit hobby hold hole holiday home honest hope hopefully horse hospital hot hotel
hour house how however huge hugely human hundred hungry hunt hurry hurt husband hypothesis i ice
idea ideal identical identify ideology if ignorant ill illustrate imagine immediate immediately
immigrate impact implement implicate implicit imply importance important impose impossible improve
improvement in incentive inch incidence incline include income incorporate increase increasingly
indeed independent independently indicate individual indoor induce inevitable infer information
infrastructure inherent inhibit initial initiate injure innovate input inside insight inspect
instance instantly instead institute instruct insurance integral integrate integrity intelligence
intend intense interact interest intermediate internal international interpret interval intervene
into intrinsic introduce invent invest investigate invite involve iron is island isolate isolated
issue issues it item its itself jacket job join joke journal journey joy judge juice july jump june
just justify keep keeping kept key kick kid kill kilogram kilometer kind kinds king kiss kitchen
knee knew knife knock know known label labor lack ladder lady lake lamp land language large largely
last late later latter laugh law lawyer lay layer lazy lead leading leaf league learn least leather
leave lecture led left leg legal legislate lemon lend length less lesson let letter level levy
liberal library license lie life lift light lightweight like likely limit limitation line link lion
lip liquid list listen literature little live living loan local locate lock log logic lonely long
look lose loss lost lot loud love low lower luck lucky lunch machine mad made magic mail main mainly
maintain major majority make male man manage manager manipulate manual many map march margin mark
market marriage married marry mass match material math matter mature maximise maximize maximum may
maybe me meal mean meaning meaningful meant measure meat mechanism mediate medical medicine medium
meet meeting member memory men mental mention menu merely merge message met metal meter method
middle might migrate mile military milk million mind mine minimal minimise minimize minimum ministry
minor minute mirror miss mistake mix mobile mode model modern modify moment monday money monitor
monkey month mood moon more moreover morning most mostly mother motion motive mountain mouse mouth
move movie much mud multiple multiply murder muscle museum music must mutual my myself mystery name
namely narrow nation national native natural nature near nearly neat necessarily necessary neck need
negate neighbor neither nervous net neutral never nevertheless new newer news next nice night nine
no nobody noise none nonetheless noon nor normal north nose not note nothing notice notion
notwithstanding novel now nowadays nuclear number nurse object objective obtain obvious occasionally
occupy occur ocean odd of off offer office officer offset often oil okay old older on once one
ongoing onion only onto open opinion opportunity opposed opposite option or orange order ordinary
orient original other otherwise ought our out outcome outdoor output outside oven over overall
overlap overseas overview owe own owner pack page paid pain paint pair palace pale pan panel paper
paradigm paragraph parallel parameter parent park part participate particular particularly partly
partner party pass passenger passive passport past path patient pattern pause pay peace pen pencil
people pepper per perceive percent perfect perform perhaps period permit persist person perspective
pet phase phenomenon philosophy phone photo phrase physical piano pick picture pie piece pig pile
pill pilot pin pink pipe pizza place plan plane planet plant plastic plate play player please
pleasure plenty plus pocket poem point police policy polite political pool poor popular population
pork portion pose position positive possibility possible post potato potential pound pour power
practical practically practice practitioner precede precise predict predominant prefer preferred
preliminary prepare presence present president press pressure presume pretty prevent previous
previously price pride primarily primary prime prince principal principle print prior priority
prison private prize probably problem proceed process produce product professional profit program
prohibit project promise promote proof proper properly proportion pros prospect protect protocol
proud prove provide psychology public publication publish pull pump punish purchase pure purple
purpose pursue push put puzzle qualitative quality quantity quarter queen question quick quickly
quiet quit quite quote race radical radio rain raise ran random range rare rarely rate rather ratio
rational raw reach react read readily ready real really reason reasonable receive recent recently
recipe recognize recommend record recover red reduce refer refine refuse regard regarding regardless
regime region register regret regular regulate reinforce reject relate related relation relationship
relatively relax release relevance relevant reliability reliable religion reluctance rely remain
remember remind remove rent repair repeat replace reply report represent request require rescue
research reside resolve resource respect respectively respond responsibility responsible rest
restaurant restore restrain restrict result retain retire return reveal revenue review revise
revolution reward rice rich ride right rigid ring rise risk river road rob rock role roll roof room
root rope rough round route row royal rule run rush sad safe safety said sail salad salary sale salt
same sand sandwich sat saturday sauce save saw say scale scared scenario schedule scheme school
science scope score scream screen sea seamless seamlessly search season seat second secret section
sector secure see seed seek seem seen select sell send sense sentence separate separately sequence
series serious seriously serve service set settle seven several shake shall shame shape share sharp
she sheep sheet shelf shift shine ship shirt shock shoe shoot shop shore short should shoulder shout
show shower shut sick side sign signal significance significant significantly silence silver similar
similarity simple simplicity simplify simply simulate since sing single sink sister sit site
situation six size skill skin skirt sky sleep slept slide slightly slip slow slower small smaller
smart smell smile smoke smooth snake snow so soap social society sock soft soil sold soldier sole
solid solution solve some somebody someone something sometimes somewhat son song soon sore sorry
sort soul sound soup sour source south space speak speaking special specific specifically specify
speech speed spell spend spent sphere spoke spoon sport spot spring square stable staff stage stair
stamp stand star start state station statistic status stay steal steam steel steep step steps stick
still stock stomach stone stood stop store storm story straight straightforward strange strategy
street strength stress strike strong stronger strongly structure struggle student study stuff stupid
style subject submit subordinate subsequent subsidy substantial substitute succeed success successor
such sudden suffer sufficient sugar suggest suit suitable sum summary summer sun sunday supplement
supply support suppose sure surely surface surprise survey survive suspend sustain sweet swim switch
symbol system table tail take talent talk tall target task taste taught tax taxi tea teach teacher
team tear technique technology teeth tell temperature temporary ten tend tension term terminate
terrible test text than thank that the their them theme themselves then theory there thereby
therefore these thesis they thick thief thin thing think third thirsty thirteen thirty this thorough
thoroughly those though thought thousand thread three threw throat through throughout throw thumb
thursday thus ticket tidy tie tiger tight till time tin tiny tip tire title to toast today toe
together toilet told tomato tomorrow tongue tonight too took tool tooth top topic total totally
touch tour toward towel town toy trace track trade tradition traffic train transfer transform
transit translate transmit transport trap travel treat tree trend trial trick tricky trigger trip
trouble truck true truly trust truth try tuesday turn twelve twenty twice two type typical typically
ubiquitous ugly ultimate umbrella uncle under undergo underlie understand undertake uniform unify
unique unit universe university unknown unless unlike until up upon upper upset urgent us usage use
used useful user usual usually utilise utility utilize vacation valid valley value van variety
various vary vast vegetable vehicle version versus very via victory video view village violate
visible visit visual voice volume voluntary vote wage wait wake walk wall want war warm warn was
wash waste watch water wave way we weak weakness weaknesses wealth wear weather web wedding
wednesday week weekend weigh weight welcome welfare well went were west wet what whatever wheel when
where whereas whereby wherever whether which while white who whole whom whose why wide widespread
wife wild will willing win wind window wine wing winner winter wire wise wish with within without
woke woman women won wonder wood wool word wore work world worm worry worse worst worth worthwhile
would wound wrap write wrong wrote yard year yellow yes yesterday yet you young your yourself youth
zero zone
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
            ("r", ""), ("er", ""), ("ies", "y"), ("ied", "y"))  # fmt: skip


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
    return {word} | {
        word[: -len(ending)] + to
        for ending, to in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= 3
    }


@cache
def _beginnings() -> frozenset[str]:
    """How everyday words of five letters and more begin."""
    return frozenset(word[:length] for word in ENGLISH for length in range(5, len(word) + 1))
