"""Words that are right as typed, though a course may not use them: repairing one would twist it."""

ENGLISH = frozenset(
    """
a able about above accept access accident according account across act action active actual add
address advantage advice afraid after again against age ago agree ahead air alive all allow almost
alone along already also although always am among amount an ancient and anger angry animal another
answer any anybody anyone anything anyway apart appear apple apply are area argue arm army around
arrive art article as ask asleep at attack attempt attention aunt autumn available average avoid
awake award aware away baby back bad bag bake balance ball band bank bar base basic basis basket
bath be bean bear beat beautiful beauty became because become bed beef been beer before began begin
behave behind being belief believe bell belong below belt bend benefit beside best bet better
between beyond bicycle big bike bill bird birth birthday bit bite black blame blind block blood blow
blue board boat body bone bonus book border bored born borrow both bottle bottom bought bowl box boy
brain branch brave bread break breakfast breath breathe brick bridge brief bright bring broad broken
brother brought brown brush budget build building built burn bus business busy but butter button buy
by cake calendar call calm calorie came camera camp can cancel candle cannot cap capital car card
care career careful carry case cash cat catch cause cell cent center central century certain chain
chair chance change channel character charge cheap check cheese chef cherry chest chicken child
children chip chocolate choice choose chose church circle citizen city claim class clean clear
clever climb clock close cloth clothes cloud club coach coal coast coat code coffee coin cold
collect college color colour column comb come comedy comfort common company compare complain
complete computer concern condition confirm connect consider contact content continue contract
control cook cookie cool copper copy corn corner correct cost cotton cough could count country
couple courage course court cousin cover cow crash crazy cream create credit crime cross crowd cry
cup curious currency current curve customer cut cycle daily damage dance danger dark data date
daughter day dead deal dear death debt decade decide decision deep deer defend degree delay deliver
demand deny department depend describe desert design desire desk destroy detail determine develop
did die diet difference different difficult dig dinner direct direction dirty disappear discover
discuss disease dish distance divide do doctor does dog dollar done door double doubt down draw
dream dress drink drive driver drop drug dry due during dust duty each ear early earn earth ease
easily east easy eat edge effect effort egg eight either elect electric else email employ empty end
enemy energy engine engineer english enjoy enough enter entire equal error escape especially estate
even evening event ever every everybody everyone everything exact exam example except exchange
excite excuse exercise exist exit expect expensive explain explore express extra eye face fact fail
fair fall false family famous far farm fast fat father fault favor favorite fear feed feel feet fell
felt female fever few field fifteen fifty fight figure file fill film final finance find fine finger
finish fire firm first fish fit five fix flag flash flat flavor flight float floor flow flower fly
focus fold follow food fool foot football for force foreign forest forever forget forgive form
former forth forty forward found four frame free freedom freeze fresh friday friend from front fruit
full fun function funny fur furniture further future gain game garage garden gas gate gather gave
general gentle get giant gift girl give glad glass go goal god gold gone good got government grab
grade grand grass gray great green ground group grow guess guide gun guy habit had hair half hall
hand handle hang happen happy hard hat hate have he head heal health healthy hear heart heat heavy
height held hello help her here hero herself hi hide high highway hill him himself hire his history
hit hobby hold hole holiday home honest hope horse hospital hot hotel hour house how however huge
human hundred hungry hunt hurry hurt husband i ice idea if ill imagine immediate impact important
impossible improve in inch include income increase indeed indoor information inside instead
insurance interest international into invent invest invite iron is island issue it item its itself
jacket job join joke journal journey joy judge juice jump june july just keep kept key kick kid kill
kilogram kilometer kind king kiss kitchen knee knew knife knock know known labor lack ladder lady
lake lamp land language large last late later laugh law lawyer lay lazy lead leaf league learn least
leather leave led left leg legal lemon lend length less lesson let letter level library license lie
life lift light like limit line link lion lip liquid list listen literature little live living loan
local locate lock log lonely long look lose loss lost lot loud love low luck lucky lunch machine mad
made magic mail main maintain major make male man manage manager many map march mark market marriage
married marry mass match material math matter may maybe me meal mean meant measure meat medical
medicine medium meet meeting member memory men mention menu merge message met metal meter method
middle might mile military milk million mind mine minute mirror miss mistake mix mobile model modern
moment monday money monkey month mood moon more morning most mother motion mountain mouse mouth move
movie much mud multiply murder muscle museum music must my myself mystery name narrow nation
national native natural nature near nearly neat necessary neck need neighbor neither nervous net
never new news next nice night nine no nobody noise none noon nor normal north nose not note nothing
notice novel now number nurse object ocean odd of off offer office officer often oil okay old on
once one onion only onto open opinion opportunity opposite or orange order ordinary original other
ought our out outdoor outside oven over owe own owner pack page paid pain paint pair palace pale pan
paper parent park part partner party pass passenger passport past path patient pattern pause pay
peace pen pencil people pepper per perfect perform perhaps period permit person pet phone photo
phrase physical piano pick picture pie piece pig pile pill pilot pin pink pipe pizza place plan
plane planet plant plastic plate play player please pleasure plenty plus pocket poem point police
policy polite political pool poor popular population pork position possible post potato pound pour
power practice prefer prepare present president press pressure pretty prevent price pride prince
print prison private prize probably problem process produce product professional profit program
project promise proof proper protect proud prove provide public pull pump punish pure purple purpose
push put puzzle quality quarter queen question quick quickly quiet quit quite quote race radio rain
raise ran range rare rate rather raw reach react read ready real really reason receive recent recipe
recognize recommend record red reduce refer refuse regard region regret regular relate relation
relationship relax religion remain remember remind remove rent repair repeat reply report represent
request rescue research respect rest restaurant result retire return review reward rice rich ride
right ring rise risk river road rob rock role roll roof room root rope rough round row royal rule
run rush sad safe safety said sail salad salary sale salt same sand sandwich sat saturday sauce save
saw say scale scared schedule school science score scream screen sea search season seat second
secret section see seed seek seem seen select sell send sense sentence separate series serious serve
service set settle seven several shake shall shame shape share sharp she sheep sheet shelf shine
ship shirt shock shoe shoot shop shore short should shoulder shout show shower shut sick side sign
signal silence silver similar simple since sing single sink sister sit site situation six size skill
skin skirt sky sleep slept slide slip slow small smart smell smile smoke smooth snake snow so soap
social society sock soft soil sold soldier solid solution solve some somebody someone something
sometimes son song soon sore sorry sort soul sound soup sour south space speak special speech speed
spell spend spent spoke spoon sport spot spring square staff stage stair stamp stand star start
state station stay steal steam steel steep step stick still stock stomach stone stood stop store
storm story straight strange street stress strike strong student study stuff stupid style subject
succeed success such sudden suffer sugar suggest suit sum summer sun sunday supply support suppose
sure surface surprise survey sweet swim symbol system table tail take talent talk tall taste taught
tax taxi tea teach teacher team tear technology teeth tell temperature ten term terrible test text
than thank that the their them themselves then theory there these they thick thief thin thing think
third thirsty thirteen thirty this those though thought thousand thread three threw throat through
throw thumb thursday thus ticket tidy tie tiger tight till time tin tiny tip tire title to toast
today toe together toilet told tomato tomorrow tongue tonight too took tool tooth top topic total
touch tour toward towel town toy track trade traffic train translate trap travel treat tree trial
trick trip trouble truck true trust truth try tuesday turn twelve twenty twice two type ugly
umbrella uncle under understand unit universe university unknown unless until up upon upper upset
urgent us use used useful user usual vacation valley value van variety various vegetable vehicle
very via victory video view village visit voice vote wage wait wake walk wall want war warm warn was
wash waste watch water wave way we weak wealth wear weather web wedding wednesday week weekend weigh
weight welcome well went were west wet what whatever wheel when where wherever whether which while
white who whole whom whose why wide wife wild will win wind window wine wing winner winter wire wise
wish with within without woke woman women won wonder wood wool word wore work world worm worry worse
worst worth would wound wrap write wrong wrote yard year yellow yes yesterday yet you young your
yourself youth zero zone
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
a about also am an and any are as at be been being both but by can could did do does doing each for
from had has have he her his how i if in into is it its just let may me might mine more most much
must my no not of on one ones or our please really shall she should so some such than that the their
them then there these they this those to too us very was we were what when where whether which
while who whom whose why will with would you your
""".split()
)
"""Words that say nothing of what a question is about."""

_ENDINGS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ly", ""),
            ("r", ""), ("er", ""), ("ies", "y"), ("ied", "y"))  # fmt: skip


def is_common(word: str) -> bool:
    """Whether a word, or its base form, is everyday English or a term of computing."""
    return _listed(word) or any(
        word.endswith(ending)
        and len(word) - len(ending) >= 3
        and _listed(_swapped(word, ending, to))
        for ending, to in _ENDINGS
    )


def _listed(word: str) -> bool:
    return word in ENGLISH or word in TECHNICAL


def _swapped(word: str, ending: str, to: str) -> str:
    return word[: -len(ending)] + to
