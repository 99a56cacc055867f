"""Headings that every other document has, and what people ask of what stands under them.

``{t}`` is what the document, or the heading above, is about.
"""

import re

_FRAMES: dict[str, tuple[str, str]] = {
    "overview": (
        r"(?:an? )?(?:overview|welcome|introduction|intro|about(?: (?:this|it|us))?|description"
        r"|summary|in short|abstract"
        r"|what is (?:it|this)\??|background|general|basics|definition|concepts?|key concepts"
        r"|preface|preamble)",
        "What is {t}?|What is {t} about?|{t} overview|introduce me to {t}|tell me about {t}"
        "|explain {t}|{t} in a nutshell"
        "|give me a summary of {t}",
    ),
    "usage": (
        r"(?:basic |general |simple |advanced |example )?(?:usage|use|how to use(?: it)?|how to"
        r"|using it)",
        "How do I use {t}?|{t} usage|how to use {t}|how is {t} used|show me how to use {t}"
        "|using {t}|what is the usage of {t}",
    ),
    "install": (
        r"(?:quick )?(?:install(?:ation|ing)?(?: (?:guide|instructions|steps))?|how to install)",
        "How do I install {t}?|install {t}|{t} installation|how to install {t}|how to get {t}"
        "|installing {t}|steps to install {t}",
    ),
    "start": (
        r"(?:getting|get) started|quick ?-?start(?: guide)?|first steps|set ?-?up|how to start"
        r"|tutorial"
        r"|hello,? world|try it(?: out)?",
        "How do I get started with {t}?|getting started with {t}|{t} quick start|set up {t}"
        "|how to start with {t}|first steps with {t}|where do I begin with {t}",
    ),
    "needs": (
        r"(?:system |minimum |software |hardware )?(?:requirements?|prerequisites?"
        r"|pre-requisites?|dependencies)"
        r"|before you (?:begin|start)|what you(?:'ll| will)? need",
        "What do I need for {t}?|{t} requirements|prerequisites for {t}|what does {t} require"
        "|what must be in place before {t}|requirements of {t}|{t} dependencies",
    ),
    "example": (
        r"(?:basic |simple |full |complete |more |code |usage |quick )?(?:examples?|samples?"
        r"|demo|example usage)(?: \d+)?",
        "Can you show me an example of {t}?|{t} example|example of {t}|sample of {t}"
        "|what does {t} look like|show an example for {t}|how does {t} look in practice",
    ),
    "limits": (
        r"(?:known )?(?:limitations?|limits|caveats|restrictions|constraints|drawbacks"
        r"|known (?:issues|bugs|problems|limitations)"
        r"|gotchas|disadvantages)",
        "What are the limitations of {t}?|{t} limitations|caveats of {t}|known issues with {t}"
        "|what can {t} not do|restrictions of {t}|what should I watch out for with {t}",
    ),
    "trouble": (
        r"troubleshoot(?:ing)?|common (?:errors|problems|issues|mistakes|pitfalls)"
        r"|debugging(?: tips)?|errors|error handling",
        "What if {t} does not work?|{t} troubleshooting|problems with {t}|troubleshoot {t}"
        "|errors with {t}|how do I fix problems with {t}|{t} is not working",
    ),
    "settings": (
        r"(?:configuration|config|settings|customi[sz]ation|configuring|configuration (?:file"
        r"|options|reference|settings))",
        "How do I configure {t}?|{t} configuration|configure {t}|settings of {t}"
        "|how to configure {t}"
        "|what can be configured in {t}|{t} settings",
    ),
    "parts": (
        r"(?P<noun>(?:available |supported |global |optional |common |command |public |input "
        r"|output )?(?:options?|flags|parameters?|params"
        r"|arguments?|args|properties|props|attributes|fields|methods|functions|variables"
        r"|columns|values|keys|types|inputs"
        r"|outputs|features|commands|subcommands|modes|states|steps|components|events|hooks"
        r"|roles|rules|headers|labels|aliases|names|scopes|signals|exit codes|status codes"
        r"|return codes|keywords|operators|shortcuts))",
        "What are the {n} of {t}?|{t} {n}|list the {n} of {t}|which {n} does {t} have|{n} for {t}"
        "|what {n} are there for {t}|explain the {n} of {t}",
    ),
    "returns": (
        r"returns?|return (?:value|type|values)|output|result|response",
        "What does {t} return?|{t} return value|what do I get back from {t}|result of {t}"
        "|output of {t}"
        "|what comes out of {t}",
    ),
    "syntax": (
        r"syntax|signature|format|synopsis|grammar|notation|structure|layout|file (?:format"
        r"|structure)|anatomy",
        "What is the syntax of {t}?|{t} syntax|how is {t} written|format of {t}|how do I write {t}"
        "|{t} structure|signature of {t}",
    ),
    "reason": (
        r"motivation|rationale|purpose|goals?|aims?|objectives?|benefits|advantages|why|pros"
        r"|the problem|problem(?: statement)?"
        r"|use cases?|when to use(?: it)?|applications",
        "Why would I use {t}?|purpose of {t}|why {t}|what is {t} good for|benefits of {t}"
        "|reasons for {t}"
        "|when should I use {t}",
    ),
    "design": (
        r"(?:system |software |general )?(?:architecture|design)(?: overview)?",
        "What is the {n} of {t}?|{t} {n}|{n} of {t}|explain the {n} of {t}|how is {t} built up"
        "|what parts does {t} have|describe the {n} of {t}",
    ),
    "faq": (
        r"faqs?|frequently asked questions|common questions|questions (?:and|&) answers|q ?& ?a",
        "What do people ask about {t}?|{t} FAQ|frequently asked questions about {t}"
        "|common questions on {t}|questions and answers on {t}|FAQ for {t}",
    ),
    "inside": (
        r"how it works|how (?:does )?this works?|implementation(?: details)?|details|internals"
        r"|under the hood"
        r"|behaviou?r|principles?|mechanism|workflow|process|theory(?: of operation)?|explanation",
        "How does {t} work?|how {t} works|{t} explained|inner workings of {t}|details of {t}"
        "|what happens in {t}|explain how {t} works",
    ),
    "advice": (
        r"(?:tips|best practices?|recommendations?|guidelines|hints|good practices?"
        r"|tips and tricks|conventions|notes?|good to know"
        r"|remarks|important notes?|additional (?:notes|information)|more information"
        r"|things to (?:know|note|remember))",
        "What should I know about {t}?|{t} tips|best practices for {t}|notes on {t}|advice on {t}"
        "|what is good to know about {t}|recommendations for {t}",
    ),
    "safety": (
        r"security(?: (?:considerations|policy|notes))?|safety|privacy|permissions"
        r"|access control|authentication|authori[sz]ation",
        "Is {t} secure?|{t} security|security of {t}|how safe is {t}|what about security in {t}"
        "|security considerations for {t}|how is {t} protected",
    ),
    "speed": (
        r"performance(?: considerations)?|benchmarks?|speed|scalability|efficiency",
        "How fast is {t}?|{t} performance|performance of {t}|how well does {t} perform"
        "|speed of {t}|what about performance in {t}",
    ),
    "reference": (
        r"(?:api )?(?:reference|api|specification|spec)|api (?:docs|documentation)",
        "What does the reference of {t} say?|{t} reference|{t} API|API of {t}|reference for {t}"
        "|specification of {t}|look up {t}",
    ),
    "tests": (
        r"tests?|testing|running (?:the )?tests|test it",
        "How do I test {t}?|{t} tests|run the tests of {t}|testing {t}|how to test {t}"
        "|how is {t} tested",
    ),
    "build": (
        r"build(?:ing)?(?: from source)?|compil(?:e|ing|ation)|development|developing|hacking"
        r"|local development",
        "How do I build {t}?|build {t}|{t} development|how to build {t} from source|compile {t}"
        "|developing {t}|how is {t} built",
    ),
    "deploy": (
        r"deploy(?:ment|ing)?|release process|releasing|publishing|hosting",
        "How do I deploy {t}?|{t} deployment|deploy {t}|how to release {t}|deploying {t}"
        "|how is {t} deployed",
    ),
    "upgrade": (
        r"upgrad(?:e|es|ing)(?: guide)?|migrat(?:ion|ing)(?: guide)?|updat(?:e|es|ing)"
        r"|breaking changes",
        "How do I upgrade {t}?|upgrade {t}|{t} upgrade|migrate {t}|how to update {t}"
        "|breaking changes in {t}"
        "|upgrading {t}",
    ),
    "remove": (
        r"uninstall(?:ation|ing)?|removal|clean ?-?up|cleaning up|delet(?:e|ing)|removing",
        "How do I remove {t}?|uninstall {t}|remove {t}|how to clean up {t}|get rid of {t}"
        "|{t} removal",
    ),
    "join": (
        r"contribut(?:e|ing|ions?|ors?)(?: guide(?:lines)?)?|how to contribute"
        r"|get(?:ting)? involved|participate",
        "How can I contribute to {t}?|contribute to {t}|{t} contributing|how do I help with {t}"
        "|contributing to {t}|take part in {t}",
    ),
    "licence": (
        r"licen[sc]e|licen[sc]ing|copyright(?: and licen[sc]e)?|legal|copying",
        "What is the license of {t}?|{t} license|under which license is {t}|license of {t}"
        "|may I use {t} freely|copyright of {t}",
    ),
    "people": (
        r"authors?|credits?|acknowledge?ments?|maintainers?|team|thanks|contact|contacts"
        r"|who we are|people",
        "Who is behind {t}?|{t} authors|who made {t}|who maintains {t}|contact for {t}"
        "|credits of {t}",
    ),
    "ask": (
        r"whom? (?:to|can you|do you) (?:ask|contact|talk to)|points? of contact|key contacts",
        "Who do I ask about {t}?|who can help me with {t}|whom do I ask about {t}"
        "|contacts for {t}|who knows about {t}|who is responsible for {t}|people to ask about {t}",
    ),
    "help": (
        r"support|help|(?:where to )?get(?:ting)? help|community|feedback|bugs"
        r"|reporting (?:bugs|issues)|questions"
        r"|report(?:ing)? (?:a |an )?(?:bugs?|issues?)",
        "Where do I get help with {t}?|{t} support|help with {t}|report a bug in {t}"
        "|who do I ask about {t}"
        "|community of {t}|get support for {t}",
    ),
    "changes": (
        r"change ?log|release notes|(?:version )?history|version changes|changes|what'?s new"
        r"|unreleased|news|new features",
        "What has changed in {t}?|{t} changes|history of {t}|what is new in {t}|changelog of {t}"
        "|recent changes to {t}",
    ),
    "plans": (
        r"roadmap|todo|to do|future(?: work)?|plans|next steps|status|project status"
        r"|current status|stability",
        "What is planned for {t}?|{t} roadmap|future of {t}|status of {t}|what comes next for {t}"
        "|what is the status of {t}",
    ),
    "end": (
        r"conclusions?|summing up|wrap(?:ping)? up|takeaways|key takeaways|recap|final words"
        r"|closing(?: words| thoughts)?|congratulations",
        "What is the conclusion on {t}?|{t} conclusion|sum up {t}|takeaways on {t}"
        "|what should I remember about {t}"
        "|{t} in short|recap of {t}",
    ),
    "compat": (
        r"compatibility|supported (?:versions|platforms|systems|browsers)|(?:platform|browser"
        r"|version) support|platforms"
        r"|availability",
        "Where does {t} work?|{t} compatibility|what is {t} compatible with"
        "|supported versions of {t}"
        "|which platforms does {t} support|where is {t} available",
    ),
}  # fmt: skip
_PATTERNS = {
    key: re.compile(f"(?:{pattern})$", re.IGNORECASE) for key, (pattern, _) in _FRAMES.items()
}


def frames(heading: str) -> str | None:
    """The row that a heading belongs to, None where it says something of its own."""
    said = heading.strip().rstrip(":.!")
    return next((key for key, pattern in _PATTERNS.items() if pattern.match(said)), None)


def asked(key: str, heading: str, topic: str) -> list[str]:
    """What people ask of what stands under such a heading."""
    noun = heading.strip().rstrip(":.!").lower()
    return [
        frame.replace("{n}", noun).replace("{t}", topic) for frame in _FRAMES[key][1].split("|")
    ]
