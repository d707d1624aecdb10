"""What counts as technology: the CPV codes that say so, and the words that do or do not."""

from __future__ import annotations

from collections.abc import Iterable

TECHNOLOGY_DIVISIONS = ("30", "32", "48", "64", "72", "516", "503")
"""CPV 2008 (Regulation (EC) 213/2008, in force 15 September 2008): computing machinery, communication
equipment, software, telecommunications, IT services, installing computers, maintaining them."""

NOT_TECHNOLOGY_GROUPS = (
    "3013",  # franking, sorting and enveloping machines of a post room
    "3015",  # typewriters
    "30163",  # charge and fuel cards
    "3017",  # labelling machines
    "3018",  # cheque machines
    "3019",  # stationery: buyers file pens, paper and shredding here
    "32353",  # records and cassettes
    "32354",  # film: cling film is 32354800
    "503441",  # cameras' and projectors' optics
    "50344",
    "641",  # post and couriers
    "72224000",  # project management: used for festivals as much as for systems
)
"""Groups inside those divisions that hold no technology a council plans to renew; they never decide alone."""

LONG_LIST = 10
SMALLEST_SHARE = 0.25
"""A notice with more codes than LONG_LIST is a construction or office framework naming everything it might
touch; it is technology only when at least this share of its codes is."""


def technology_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the CPV codes, sorted, that make a notice technology; empty when they do not."""
    every = {code.strip()[:8] for code in codes}
    chosen = sorted(
        code for code in every if code.startswith(TECHNOLOGY_DIVISIONS) and not code.startswith(NOT_TECHNOLOGY_GROUPS)
    )
    if len(every) > LONG_LIST and len(chosen) < SMALLEST_SHARE * len(every):
        return ()
    return tuple(chosen)


def _phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list laid out over several lines."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


SYSTEM_NOUNS = frozenset(
    _phrases(
        """system, software, platform, solution, portal, app, application, database, tool, module,
        technology, it, ict"""
    )
)
"""Words that end the name of a system: "council tax system" is a system, "council tax" its subject."""

BARE_SYSTEM_NOUNS = ("system", "platform", "database")
"""Those that betray technology only beside a subject: "systems for parking", but not "glazing systems"."""

PLAIN_WORDS = SYSTEM_NOUNS | frozenset(
    _phrases(
        """agreement, cloud, computer, consultancy, contract, data, development, digital, electronic,
        enterprise, equipment, hosted, hosting, implementation, information, infrastructure,
        integration, licence, licensing, maintenance, managed, management, mobile, online, partner,
        professional, project, provider, renewal, resource, service, strategy, subscription, supply,
        support, transformation, user, web"""
    )
)
"""Words that any technology notice may use: they tell little about which service it is for."""

VAGUE_SUBJECTS = frozenset(
    _phrases(
        """agile, appointment, benefit, care, civica, collaboration, compliance, content, contract
        management, data, engagement, engineering, estate, expense, fiscal, form, health,
        implementation, income, integration, licensing, mailing, managed service, market, office, park,
        participation, people, power, procurement, project management, repair, reporting, security,
        simulation, supplier, survey, viability, wellbeing, work management"""
    )
)
"""Subjects too vague to tell a service: "appointment system" does, "appointment" does not."""

TECHNOLOGY_PHRASES = _phrases(
    """software, saas, software as a service, ict, computer, computers, computing, computer system, app,
    mobile app, mobile application, portal, web portal, web platform, web application, web based
    system, online system, online platform, online portal, online tool, digital platform, digital
    solution, digital system, digital tool, digital service, digital product, digital infrastructure,
    digital marketplace, g cloud, cloud based, cloud solution, cloud system, hosted system, hosted
    solution, database system, electronic system, information technology, information management
    system, management information system, information system, case management system, case management
    software, case management solution, back office system, it system, it solution, it software, it
    application, it platform, it services, it procurement, it upgrade, it replacement, it programme,
    digital and it, digital programme, digital and technology, technology platform, technology
    solution, technology system, technology services"""
)
"""Phrases that betray technology without telling the service. "IT" is never alone: it may be the pronoun."""

SYSTEM_KINDS_OF_WORKS = _phrases(
    """access control, air conditioning, air handling, alarm, assisted listening, barrier, boiler,
    cooling, door entry, drainage, electrical, emergency lighting, extraction, filtration, fire alarm,
    fire detection, fire suppression, gas, gate, heating, hot water, hydraulic, intruder alarm,
    irrigation, laser, lift, lighting, mechanical, photovoltaic, public address, pump, racking,
    rainwater, roofing, safety, security, sewage, sewerage, shelving, solar, solar pv, sound,
    sprinkler, storage, surface water, ventilation, warm air, water, water treatment, window"""
)
"""What stands before "system" in notices of works and equipment."""

NETWORK_KINDS_OF_WORKS = _phrases(
    """bus, care, community, cycle, cycling, district heating, drainage, electricity, footpath, gas,
    green, heat, heating, highway, highways, link, rail, road, sewer, support, tram, transport,
    walking, water"""
)
"""What stands before "network" where it is not a computer network."""

NOT_TECHNOLOGY_PHRASES = (
    *(f"{kind} system" for kind in SYSTEM_KINDS_OF_WORKS),
    *(f"{kind} network" for kind in NETWORK_KINDS_OF_WORKS),
    *_phrases(
        """building management system, dynamic purchasing system, market engagement, market testing,
        portal frame, quality management system, environmental management system, health system,
        justice system, lifting platform, platform lift, copyright licence, music licence, tv licence,
        television licence, fishing licence, child contact centre, children's contact centre, family
        contact centre, supervised contact centre"""
    ),
)
"""Phrases that look like technology and are not: none of their words counts."""

HOW_TO_BID = frozenset(
    _phrases(
        """atamis, bravosolution, delta esourcing, e procurement, e procurement system, e sourcing, e
        sourcing system, e tendering, e tendering system, electronic procurement system, eprocurement,
        eprocurement system, esourcing, etendering, etendering system, in tend, jaggaer, mercell,
        proactis, procontract, procurement platform, procurement system, supplier portal, website, web
        site"""
    )
)
"""What descriptions say of the way to bid, whatever is bought; it counts in titles only."""
